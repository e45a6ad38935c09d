/** Code for the tools of those who work with data: each reads the open table of a dataset as it stands. */
import type { Field } from '../../../functions/domain/dataset.ts';
import { absoluteUrl, settings } from '../settings.ts';
import { type DatasetPage, filePath } from './page-data.ts';
import type { Snippet } from './snippets.ts';

/** Of an open dataset with a table; in the order in which they are shown. */
export function toolSnippets(page: DatasetPage): readonly Snippet[] {
  const { id } = page.dataset;
  const csv = absoluteUrl(`/api/v1/datasets/${id}/export/csv`);
  return [
    { language: 'pandas', code: pandas(page.fields, csv) },
    ...duckdb(page),
    { language: 'ckanapi', code: ckanapi(id) },
    { language: 'Power Query', code: powerQuery(csv) },
    ...qgis(page),
  ];
}

/** Codes keep their leading zeros: what is text is read as text. */
function pandas(fields: readonly Field[], csv: string): string {
  const texts = fields
    .filter(({ type }) => type === 'string')
    .map(({ name }) => `${JSON.stringify(name)}: "string"`);
  const types = texts.length > 0 ? `, dtype={${texts.join(', ')}}` : '';
  return `import pandas as pd

data = pd.read_csv("${csv}"${types})
print(data.head())`;
}

const fileOf = (page: DatasetPage, format: string): string | undefined =>
  page.files.find((file) => file.role === 'data' && file.format === format)?.name;
const latest = ({ dataset }: DatasetPage, name: string): string =>
  absoluteUrl(filePath(dataset.id, 'latest', name));

/** A Parquet file has its types; it is fetched first, so that DuckDB needs no extension. */
function duckdb(page: DatasetPage): readonly Snippet[] {
  const name = fileOf(page, 'PARQUET');
  if (!name) return [];
  const address = latest(page, name);
  return [
    {
      language: 'DuckDB',
      code: `curl --fail --location -o ${name} '${address}'
duckdb -c "SELECT * FROM '${name}' LIMIT 5"`,
    },
    {
      language: 'Python DuckDB',
      code: `from urllib.request import urlretrieve
import duckdb

urlretrieve("${address}", "${name}")
print(duckdb.sql("SELECT * FROM '${name}' LIMIT 5"))`,
    },
  ];
}

const ckanapi = (id: string): string => `from ckanapi import RemoteCKAN

portal = RemoteCKAN("${settings.portalUrl}")
package = portal.action.package_show(id="${id}")
table = next(each for each in package["resources"] if each["datastore_active"])
page = portal.action.datastore_search(resource_id=table["id"], limit=5)

print(page["total"])
for row in page["records"]:
    print(row)`;

/** Excel: Data, Get Data, From Other Sources, Blank Query, Advanced Editor. Columns stay text until their types are chosen. */
const powerQuery = (csv: string): string => `let
    Source = Csv.Document(
        Web.Contents("${csv}"),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true])
in
    Rows`;

/** For QGIS' Python console. A point is "longitude,latitude" in WGS 84; the names of fields hold no quotes. */
function qgis(page: DatasetPage): readonly Snippet[] {
  const field = page.fields.find(({ type, sensitivity }) => type === 'geopoint' && sensitivity === 'public');
  const name = fileOf(page, 'CSV');
  if (!field || !name) return [];
  const { id } = page.dataset;
  const column = `"${field.name}"`;
  return [
    {
      language: 'QGIS',
      code: `from urllib.parse import quote
from qgis.core import QgsProject, QgsVectorLayer

table = QgsVectorLayer("/vsicurl/${latest(page, name)}", "${id}", "ogr")
QgsProject.instance().addMapLayer(table, False)
query = """
SELECT *, MakePoint(
  CAST(substr(${column}, 1, instr(${column}, ',') - 1) AS REAL),
  CAST(substr(${column}, instr(${column}, ',') + 1) AS REAL), 4326) AS geometry
FROM "${id}" WHERE ${column} <> ''
"""
points = QgsVectorLayer("?query=" + quote(query) + "&geometry=geometry:1:4326", "${id}", "virtual")
QgsProject.instance().addMapLayer(points)`,
    },
  ];
}
