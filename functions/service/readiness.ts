/** Whether everything that answers need is at hand: the records, the blobs, and the catalogue that is served. */
import { setTimeout as after } from 'node:timers/promises';
import { snapshotKey, snapshotPointer } from './catalogue/snapshot-pointer.ts';
import type { Blobs, Records } from './ports.ts';

/** What is looked at, in this order. */
export const checks = ['records', 'blobs', 'catalogue'] as const;
export type Check = (typeof checks)[number];

export interface ReadinessDeps {
  readonly records: Pick<Records, 'query'>;
  readonly blobs: Pick<Blobs, 'head'>;
  /** Resolves when the catalogue can be asked. */
  readonly lookAtCatalogue: () => Promise<void>;
}

/** What takes longer is not at hand, in milliseconds. */
const patience = 5_000;

/** What is missing, each with the error that says why; nothing when all is well. */
export async function missingFor({ records, blobs, lookAtCatalogue }: ReadinessDeps) {
  const pointer = snapshotPointer(records);
  const ask: Readonly<Record<Check, () => Promise<unknown>>> = {
    records: () => pointer,
    blobs: async () => {
      const named = await pointer.catch(() => undefined);
      const found = await blobs.head(snapshotKey(named?.sha256 ?? 'none'));
      if (named && !found) throw new Error(`snapshot ${named.sha256} is missing`);
    },
    catalogue: lookAtCatalogue,
  };
  const asked = checks.map(async (check) => ({ check, error: await failureOf(ask[check]()) }));
  return (await Promise.all(asked)).filter(({ error }) => error !== undefined);
}

async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  const over = new AbortController();
  const late = after(patience, 'late' as const, { signal: over.signal });
  try {
    const first = await Promise.race([work, late]);
    return first === 'late' ? `no answer within ${patience} ms` : undefined;
  } catch (error) {
    return String(error);
  } finally {
    late.catch(() => undefined); // it is called off
    over.abort();
  }
}
