import { afterAll, beforeAll } from 'vitest';
import type { Records } from '../../functions/service/ports.ts';
import { appendContract } from './append-contract.ts';
import { limitsContract } from './limits-contract.ts';
import { queryContract } from './query-contract.ts';
import { valuesContract } from './values-contract.ts';

/** What a test sees: two handles on the same store, as two processes have them, and the clock of both. */
export type RecordsUnderTest = () => { records: Records; rival: Records; clock: Date };

/** The promises of `Records`, for a store that `open` opens anew at each call. Far ahead, so that no real clock expires anything. */
export function recordsContract(open: (options: { now: () => Date }) => Records): void {
  const clock = new Date('2099-01-01T00:00:00.000Z');
  let handles: { records: Records; rival: Records; clock: Date } | undefined;

  beforeAll(() => {
    const now = () => new Date(clock);
    handles = { records: open({ now }), rival: open({ now }), clock };
  });
  afterAll(async () => {
    await handles?.records.close();
    await handles?.rival.close();
  });

  const store: RecordsUnderTest = () => {
    if (!handles) throw new Error('the store is opened before the first test');
    return handles;
  };
  appendContract(store);
  limitsContract(store);
  queryContract(store);
  valuesContract(store);
}
