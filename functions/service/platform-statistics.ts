/** The platform's own statistics as a dataset of its own: one row per entry of the public catalogue, itself left out. */
import type { CatalogueEntry } from '../domain/version.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { choosableFormats } from './catalogue/snapshot-writer.ts';

export const platformStatisticsId = 'platform-statistics';

const columns: Readonly<Record<string, (entry: CatalogueEntry) => string | number | null | undefined>> = {
  dataset_id: ({ dataset }) => dataset.id,
  title: ({ dataset }) => dataset.title,
  publisher: ({ dataset }) => dataset.publisher,
  openness: ({ dataset }) => dataset.openness.class,
  theme: ({ dataset }) => dataset.theme,
  status: ({ status }) => status,
  latest_version: (entry) => latest(entry)?.number,
  rows: (entry) => latest(entry)?.rows,
  bytes: (entry) => latest(entry)?.distributions.reduce((sum, { bytes }) => sum + bytes, 0),
  formats: (entry) => [...new Set(choosableFormats(latest(entry)?.distributions ?? []))].join(' '),
  issued: ({ dataset }) => dataset.issued,
  modified: ({ dataset }) => dataset.modified,
  update_cycle: ({ dataset }) => dataset.updateCycle,
  priority: ({ dataset }) => (dataset.priority?.grounds ?? []).join(' '),
};

const latest = ({ versions }: CatalogueEntry) => versions.find(({ withdrawn }) => !withdrawn);

/** The table as CSV (RFC 4180, LF), ordered by id; the same catalogue gives the same text. */
export function platformStatisticsCsv(catalogue: Catalogue): string {
  const lines = [Object.keys(columns).join(',')];
  for (const entry of catalogue.entries()) {
    if (entry.dataset.id === platformStatisticsId) continue;
    lines.push(
      Object.values(columns)
        .map((value) => cell(value(entry)))
        .join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
