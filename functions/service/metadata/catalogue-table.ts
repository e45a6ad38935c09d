/** The whole catalogue as one table, a row for each entry: the columns behind `/catalog.csv`, `.jsonl` and `.parquet`. */
import { licenceOf } from '../../domain/licence.ts';
import { themeNames } from '../../domain/names.ts';
import { isTheme } from '../../domain/themes.ts';
import { type CatalogueEntry, latestOf } from '../../domain/version.ts';
import { contentFiles, type Describing, pageOf } from './common.ts';

export type Cell = string | number | readonly string[] | null;

/** Names and types of the columns, in their order. Lists are lists in JSON, and texts joined by `; ` elsewhere. */
export const catalogueColumns = {
  id: 'string',
  code: 'string',
  title: 'string',
  title_en: 'string',
  description: 'string',
  description_en: 'string',
  publisher: 'string',
  publisher_name: 'string',
  publisher_name_en: 'string',
  publisher_credit_code: 'string',
  responsible_department: 'string',
  theme: 'string',
  theme_name: 'string',
  theme_name_en: 'string',
  keywords: 'list',
  keywords_en: 'list',
  openness: 'string',
  openness_reason: 'string',
  openness_legal_basis: 'string',
  openness_conditions: 'string',
  sharing: 'string',
  acquisition: 'string',
  priority: 'list',
  data_level: 'string',
  update_cycle: 'string',
  issued: 'string',
  modified: 'string',
  spatial_code: 'string',
  spatial_name: 'string',
  temporal_start: 'string',
  temporal_end: 'string',
  licence: 'string',
  status: 'string',
  withdrawn_at: 'string',
  withdrawn_reason: 'string',
  first_published: 'string',
  last_published: 'string',
  version: 'integer',
  version_issued: 'string',
  rows: 'integer',
  columns: 'integer',
  bytes: 'integer',
  formats: 'list',
  page: 'string',
  metadata: 'string',
} as const;

/** One entry, withdrawn ones with what is left of them. */
export function catalogueRow(
  entry: CatalogueEntry,
  { catalogue, portalUrl }: Describing,
): Record<keyof typeof catalogueColumns, Cell> {
  const { dataset, status, withdrawn } = entry;
  const { openness } = dataset;
  const publisher = catalogue.agency(dataset.publisher);
  const theme = isTheme(dataset.theme) ? themeNames[dataset.theme] : undefined;
  const latest = latestOf(entry);
  const files = latest ? contentFiles(latest) : [];
  const isOpen = openness.class === 'unconditional' && status === 'published';
  return {
    id: dataset.id,
    code: dataset.code,
    title: dataset.title,
    title_en: dataset.titleEn ?? null,
    description: dataset.description,
    description_en: dataset.descriptionEn ?? null,
    publisher: dataset.publisher,
    publisher_name: publisher?.name ?? null,
    publisher_name_en: publisher?.nameEn ?? null,
    publisher_credit_code: publisher?.creditCode ?? null,
    responsible_department: dataset.responsibleDepartment,
    theme: dataset.theme,
    theme_name: theme?.zh ?? null,
    theme_name_en: theme?.en ?? null,
    keywords: dataset.keywords,
    keywords_en: dataset.keywordsEn ?? [],
    openness: openness.class,
    openness_reason: openness.reason ?? null,
    openness_legal_basis: openness.legalBasis ?? null,
    openness_conditions: openness.conditions ?? null,
    sharing: dataset.sharing.type,
    acquisition: dataset.acquisition,
    priority: dataset.priority?.grounds ?? [],
    data_level: dataset.dataLevel,
    update_cycle: dataset.updateCycle,
    issued: dataset.issued,
    modified: dataset.modified,
    spatial_code: dataset.spatial.code,
    spatial_name: dataset.spatial.name,
    temporal_start: dataset.temporal?.start ?? null,
    temporal_end: dataset.temporal?.end ?? null,
    licence: isOpen ? licenceOf(dataset.licence).id : null,
    status,
    withdrawn_at: withdrawn?.at ?? null,
    withdrawn_reason: withdrawn?.reason ?? null,
    first_published: entry.firstPublished,
    last_published: entry.lastPublished,
    version: latest?.number ?? null,
    version_issued: latest?.issued ?? null,
    rows: latest?.rows ?? null,
    columns: latest ? latest.fields.length : null,
    bytes: latest ? files.reduce((sum, file) => sum + file.bytes, 0) : null,
    formats: [...new Set(files.map(({ format }) => format))],
    page: pageOf(portalUrl, dataset.id),
    metadata: `${portalUrl}/datasets/${dataset.id}.json`,
  };
}

export function* catalogueJsonLines(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<string, void, undefined> {
  for (const entry of entries) yield `${JSON.stringify(catalogueRow(entry, describing))}\n`;
}

const flat = (cell: Cell): string | number | null =>
  typeof cell === 'object' && cell !== null ? cell.join('; ') : cell;

/** RFC 4180, in UTF-8, lines ending with CRLF. An empty cell is empty. */
export function* catalogueCsv(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<string, void, undefined> {
  yield `${Object.keys(catalogueColumns).join(',')}\r\n`;
  for (const entry of entries) {
    const cells = Object.values(catalogueRow(entry, describing)).map((cell) => {
      const text = String(flat(cell) ?? '');
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    });
    yield `${cells.join(',')}\r\n`;
  }
}

/** One column of the rows, as Parquet stores it. */
export function parquetColumn(
  name: keyof typeof catalogueColumns,
  rows: readonly Record<keyof typeof catalogueColumns, Cell>[],
): (string | bigint | null)[] {
  return rows.map((row) => {
    const cell = flat(row[name]);
    return typeof cell === 'number' ? BigInt(cell) : cell;
  });
}
