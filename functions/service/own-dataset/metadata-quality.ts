/** How well each entry is described: one row per entry, one column per indicator of the European assessment. */
import { dimensions, indicator, indicatorNames, pointsOf, ratingOf } from '../../domain/metadata-quality.ts';
import type { Assessed } from '../../domain/metadata-quality-summary.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { assessAll } from '../evaluation/evaluation.ts';
import { type Columns, csvOf } from './csv.ts';

type Row = Assessed & { readonly entry: CatalogueEntry };

/** `publisher` is the agency's id. */
const columnOf = (name: string): string =>
  name === 'publisher' ? 'publisher_named' : name.replaceAll('-', '_');

const columns: Columns<Row> = {
  dataset_id: ({ id }) => id,
  title: ({ entry }) => entry.dataset.title,
  publisher: ({ publisher }) => publisher,
  openness: ({ openness }) => openness,
  points: ({ assessment }) => pointsOf(assessment),
  rating: ({ assessment }) => ratingOf(pointsOf(assessment)),
  ...Object.fromEntries(
    dimensions.map((dimension) => [dimension, ({ assessment }: Row) => pointsOf(assessment, dimension)]),
  ),
  ...Object.fromEntries(
    indicatorNames.map((name) => [
      columnOf(name),
      ({ assessment }: Row) =>
        ({ met: indicator(name).points, missing: 0, unasked: undefined })[assessment[name]],
    ]),
  ),
};

/** Ordered by id. Points of an indicator are empty where its address has not been asked yet. */
export const metadataQuality = (catalogue: Catalogue, own: ReadonlySet<string>, now: string): string =>
  csvOf(columns, assessAll(catalogue, now, own));
