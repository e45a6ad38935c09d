/** The row that holds how many people keep a dataset: what the catalogue tells of it is read from here. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { IndexRow, Records } from '../ports.ts';

/** All that is public of favourites. */
export interface PublicFavourites {
  readonly count: number;
}

const index = 'favourite-counts';

export const favouriteCountRow = (dataset: string, count: number): IndexRow => ({
  index,
  key: dataset,
  sort: 'count',
  value: { count },
});

/** As it was last counted; nothing for what nobody keeps. */
export async function publicFavourites(
  records: Records,
  dataset: string,
): Promise<readonly PublicFavourites[]> {
  const { rows } = await records.query(index, dataset, { limit: 1 });
  const count = Number(rows[0]?.value.count ?? 0);
  return count > 0 ? [{ count }] : [];
}

/** How many keep a dataset, as the public catalogue tells. */
export function favouritesOf(catalogue: Pick<Catalogue, 'disclosed'>, dataset: string): number {
  const [told] = catalogue.disclosed('favourite', dataset) as readonly PublicFavourites[];
  return told?.count ?? 0;
}
