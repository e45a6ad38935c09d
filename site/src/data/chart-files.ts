/** The charts' data as files: one CSV for each, one JSON for all. Keys are the catalogue's, names in both languages. */
import type { Chart } from './charts.ts';
import { toCsv } from './csv.ts';
import type { CatalogueStatistics } from './statistics.ts';

export interface RowNames {
  readonly zh: (chart: Chart, key: string) => string;
  readonly en: (chart: Chart, key: string) => string;
}

export function chartCsv(chart: Chart, names: RowNames): string {
  const mean = chart.rows.some((row) => row.mean !== undefined);
  const header = ['key', 'name_zh', 'name_en', ...chart.parts, ...(mean ? ['mean'] : [])];
  const rows = chart.rows.map((row) => [
    row.key,
    names.zh(chart, row.key),
    names.en(chart, row.key),
    ...row.values,
    ...(mean ? [row.mean] : []),
  ]);
  return toCsv(header, rows);
}

export function statisticsJson(
  statistics: CatalogueStatistics,
  charts: Readonly<Record<string, Chart>>,
  of: { readonly day: string; readonly digest: string },
): string {
  const series = Object.values(charts).map(({ id, unit, parts, rows }) => ({ id, unit, parts, rows }));
  const document = { day: of.day, catalogue: of.digest, totals: statistics.totals, series };
  return `${JSON.stringify(document, null, 2)}\n`;
}
