/**
 * Index rows that are derived from a state and replaced as a whole. One more row remembers which there are, so that none
 * stays behind when a due date is computed anew.
 */
import { type } from 'arktype';
import { once } from '../domain/once.ts';
import type { IndexRow, Records } from './ports.ts';

type Place = Omit<IndexRow, 'value'>;

const remembered = once(() =>
  type({ places: type({ index: 'string', key: 'string', sort: 'string' }).array() }),
);
const nameOf = ({ index, key, sort }: Place): string => JSON.stringify([index, key, sort]);

/** The rows to put, and those of before to remove. `memory` names the index in which the places of `id` are remembered. */
export async function placedRows(
  records: Pick<Records, 'query'>,
  memory: string,
  id: string,
  rows: readonly IndexRow[],
): Promise<{ readonly put: readonly IndexRow[]; readonly remove: readonly Place[] }> {
  const own = { index: memory, key: id, sort: 'places' } as const;
  const found = await records.query(memory, id, { limit: 1 });
  const before = found.rows[0] ? remembered().assert(found.rows[0].value).places : [];
  const places = rows.map(({ index, key, sort }) => ({ index, key, sort }));
  const kept = new Set(places.map(nameOf));
  return {
    put: [...rows, { ...own, value: { places } }],
    remove: before.filter((place) => !kept.has(nameOf(place))),
  };
}
