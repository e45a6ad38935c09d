/** Full catalogue entries, with what the public does not see; read anew only when something was published. */
import { entryOf } from '../../domain/publication-state.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Now } from '../clock.ts';
import { loadHead } from '../event-log.ts';
import type { Records } from '../ports.ts';
import { datasetStream, loadPublication } from '../publication/stream.ts';
import { recently } from './recent.ts';

export type EntryReader = (id: string) => Promise<CatalogueEntry | undefined>;

const mostKept = 1_000;

/** The entry as it stood at most `freshFor` ago; undefined for what was never published. */
export function createEntryReader(records: Records, now: Now): EntryReader {
  const kept = new Map<string, { readonly hash: string; readonly entry: CatalogueEntry | undefined }>();
  const head = recently(now, (id) => loadHead(records, datasetStream(id)));
  return async (id) => {
    const { lastHash } = await head(id);
    const known = kept.get(id);
    if (known?.hash === lastHash) return known.entry;
    const loaded = await loadPublication(records, id);
    const entry = entryOf(loaded.state);
    if (kept.size >= mostKept) kept.clear();
    kept.set(id, { hash: loaded.lastHash, entry });
    return entry;
  };
}
