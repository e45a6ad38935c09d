/** Code that reads the dataset as it stands: copy, paste, run. First what needs nothing but the language itself. */
import { absoluteUrl } from '../settings.ts';
import { type DatasetPage, filePath } from './page-data.ts';
import { toolSnippets } from './snippets-tools.ts';

export interface Snippet {
  readonly language: keyof typeof snippetTitles;
  readonly code: string;
}

/** By what they are for. */
export const snippetTitles = {
  curl: 'curl',
  Python: 'Python',
  R: 'R',
  JavaScript: 'JavaScript',
  pandas: 'Python (pandas)',
  DuckDB: 'DuckDB',
  'Python DuckDB': 'Python (DuckDB)',
  ckanapi: 'Python (ckanapi)',
  'Power Query': 'Excel (Power Query)',
  QGIS: 'QGIS',
} as const;

/** What the element of a snippet is called, after the name of its list. */
export const snippetId = ({ language }: Snippet): string => language.toLowerCase().replaceAll(' ', '-');

/** Snippets for the records interface; conditional data takes a key; data without a table is fetched as a file. */
export function snippetsOf(page: DatasetPage): readonly Snippet[] {
  if (page.kind === 'withheld' || page.kind === 'withdrawn') return [];
  if (page.fields.length === 0) return fileSnippets(page);
  const records = absoluteUrl(`/api/v1/datasets/${page.dataset.id}/records?${questionOf(page)}`);
  return page.kind === 'open'
    ? [...openSnippets(page, records), ...toolSnippets(page)]
    : keyedSnippets(records);
}

/** Data that is told in groups answers no other question. */
function questionOf({ dataset, fields }: DatasetPage): string {
  const name = fields.find(({ sensitivity }) => sensitivity === 'public')?.name;
  if (dataset.minGroup === undefined || name === undefined) return 'limit=100';
  return `${encodeURIComponent(name)}__groupby&${encodeURIComponent(name)}__count`;
}

function openSnippets(page: DatasetPage, records: string): readonly Snippet[] {
  const csv = absoluteUrl(`/api/v1/datasets/${page.dataset.id}/export/csv`);
  return [
    { language: 'curl', code: `curl --fail --location -o ${page.dataset.id}.csv '${csv}'` },
    {
      language: 'Python',
      code: `import json
from urllib.request import urlopen

with urlopen("${records}") as answer:
    page = json.load(answer)

print(page["meta"]["total"])
for row in page["data"][:5]:
    print(row)`,
    },
    { language: 'R', code: `data <- read.csv("${csv}", fileEncoding = "UTF-8")\nhead(data)` },
    {
      language: 'JavaScript',
      code: `const answer = await fetch("${records}");
if (!answer.ok) throw new Error(await answer.text());

const { data, meta } = await answer.json();
console.log(meta.total);
console.table(data.slice(0, 5));`,
    },
  ];
}

function keyedSnippets(records: string): readonly Snippet[] {
  return [
    { language: 'curl', code: `curl --fail -H 'Authorization: Bearer KEY' '${records}'` },
    {
      language: 'Python',
      code: `import json
from urllib.request import Request, urlopen

request = Request("${records}", headers={"Authorization": "Bearer KEY"})
with urlopen(request) as answer:
    page = json.load(answer)

for row in page["data"][:5]:
    print(row)`,
    },
    {
      language: 'R',
      code: `address <- url("${records}", headers = c(Authorization = "Bearer KEY"))
answer <- jsonlite::fromJSON(paste(readLines(address, encoding = "UTF-8"), collapse = ""))
head(answer$data)`,
    },
    {
      language: 'JavaScript',
      code: `const answer = await fetch("${records}", { headers: { Authorization: "Bearer KEY" } });
if (!answer.ok) throw new Error(await answer.text());

const { data } = await answer.json();
console.table(data.slice(0, 5));`,
    },
  ];
}

function fileSnippets(page: DatasetPage): readonly Snippet[] {
  const file = page.files.find(({ role }) => role !== 'report');
  if (!file) return [];
  const address = absoluteUrl(filePath(page.dataset.id, 'latest', file.name));
  return [
    { language: 'curl', code: `curl --fail --location --remote-name '${address}'` },
    {
      language: 'Python',
      code: `from urllib.request import urlretrieve\n\nurlretrieve("${address}", ${JSON.stringify(file.name)})`,
    },
    { language: 'R', code: `download.file("${address}", ${JSON.stringify(file.name)}, mode = "wb")` },
    {
      language: 'JavaScript',
      code: `import { writeFile } from "node:fs/promises";

const answer = await fetch("${address}");
if (!answer.ok) throw new Error(await answer.text());
await writeFile(${JSON.stringify(file.name)}, new Uint8Array(await answer.arrayBuffer()));`,
    },
  ];
}
