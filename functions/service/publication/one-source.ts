/** 一数一源 (Art. 16) over the records: each publication leaves its keys in an index, and looks for others under them. */
import { oneSourceFlags, type SourceFacts, sourceKeys } from '../../domain/one-source.ts';
import type { Flags } from '../../domain/publication-event.ts';
import type { IndexRow, Records } from '../ports.ts';

const index = 'one-source';
/** More than this many look-alikes are no news. */
const mostFound = 10;

/** Index rows by which later publications find this one. */
export function oneSourceRows(id: string, facts: SourceFacts): IndexRow[] {
  return sourceKeys(facts).map(({ key }) => ({ index, key, sort: id, value: {} }));
}

/** A flag for each other dataset under the same keys. */
export async function findSameSource(records: Records, id: string, facts: SourceFacts): Promise<Flags> {
  const found = await Promise.all(
    sourceKeys(facts).map(async ({ key, code }) => {
      const { rows } = await records.query(index, key, { limit: mostFound });
      return rows.map(({ sort }) => ({ id: sort, code }));
    }),
  );
  return oneSourceFlags(id, found.flat());
}
