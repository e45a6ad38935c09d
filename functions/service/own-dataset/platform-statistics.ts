/** The catalogue in figures: one row per entry, but for those that the platform makes itself. */
import { type CatalogueEntry, latestOf } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { choosableFormats } from '../catalogue/snapshot-writer.ts';
import { type Columns, csvOf } from './csv.ts';

const columns: Columns<CatalogueEntry> = {
  dataset_id: ({ dataset }) => dataset.id,
  title: ({ dataset }) => dataset.title,
  publisher: ({ dataset }) => dataset.publisher,
  openness: ({ dataset }) => dataset.openness.class,
  theme: ({ dataset }) => dataset.theme,
  status: ({ status }) => status,
  latest_version: (entry) => latestOf(entry)?.number,
  rows: (entry) => latestOf(entry)?.rows,
  bytes: (entry) => latestOf(entry)?.distributions.reduce((sum, { bytes }) => sum + bytes, 0),
  formats: (entry) => [...new Set(choosableFormats(latestOf(entry)?.distributions ?? []))].join(' '),
  issued: ({ dataset }) => dataset.issued,
  modified: ({ dataset }) => dataset.modified,
  update_cycle: ({ dataset }) => dataset.updateCycle,
  priority: ({ dataset }) => (dataset.priority?.grounds ?? []).join(' '),
};

/** Ordered by id. */
export const platformStatistics = (catalogue: Catalogue, own: ReadonlySet<string>): string =>
  csvOf(columns, others(catalogue, own));

function* others(catalogue: Catalogue, own: ReadonlySet<string>): Generator<CatalogueEntry> {
  for (const entry of catalogue.entries()) if (!own.has(entry.dataset.id)) yield entry;
}
