/** Asks all addresses of the newest catalogue and keeps what they answered: the next snapshot tells it. */
import { refreshSnapshot, type SnapshotDeps } from '../catalogue/snapshot.ts';
import { openSnapshot } from '../catalogue/snapshot-pointer.ts';
import { keepAnswers } from './answers.ts';
import { type Ask, type AskedAll, askAddresses } from './ask.ts';

/** Where the platform as a whole does not answer, nothing is kept. */
export async function askAndKeep(deps: SnapshotDeps, ask: Ask): Promise<AskedAll> {
  // A catalogue of its own: the one that is shown may be closed meanwhile.
  const catalogue = await openSnapshot(deps.blobs, await refreshSnapshot(deps));
  try {
    const asked = await askAddresses(catalogue, ask, deps.now);
    if (asked.outcome === 'asked') await keepAnswers(deps.records, asked.answers);
    return asked;
  } finally {
    catalogue.close();
  }
}
