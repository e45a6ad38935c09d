/**
 * The public log, kept: events decide, files follow, and the checkpoint is shown last. Whoever is killed in between leaves
 * the checkpoint before with all of its files; the next run finishes what was decided. Several at once write the same.
 */
import { checkpointText } from '../../domain/checkpoint.ts';
import { rootOf } from '../../domain/merkle.ts';
import { chinaDay } from '../clock.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { JsonObject, StoredEvent } from '../ports.ts';
import {
  checkpointPath,
  type LogDeps,
  logStream,
  readExtension,
  type ShownLog,
  shownLog,
  shownRow,
} from './contract.ts';
import { extendLog } from './extend.ts';
import { signedNote } from './signers.ts';
import { extendTiles, fileOf, placeFile, subtreesOf } from './tiles.ts';

/** What was found to be in step: of which catalogue and day, so that a look costs two small readings. */
const seenItem = 'catalogue-log-seen';

/** Brings the log up to date with the public catalogue, the day and its keys. To be called now and then. */
export async function keepLog(deps: LogDeps): Promise<{ readonly size: number }> {
  const signers = await deps.signers((await loadHead(deps.records, logStream)).length === 0);
  const keys = signers.map(({ publicKey }) => Buffer.from(publicKey).toString('base64'));
  const seen = { digest: deps.catalogue().info.digest, day: chinaDay(deps.now()), keys: keys.join(' ') };
  await showAll(deps);
  const before = await deps.records.get(seenItem);
  const isSeen = Object.entries(seen).every(([name, value]) => before?.[name] === value);
  if (!isSeen) {
    while ((await extendLog(deps)) === 'extended') await showAll(deps);
    await showAll(deps);
    await deps.records.put(seenItem, seen);
  }
  return { size: (await shownLog(deps.records))?.size ?? 0 };
}

/** Puts the files of what was decided in place, and shows the last of it; anew when somebody has gone on meanwhile. */
async function showAll(deps: LogDeps): Promise<void> {
  const { records, blobs } = deps;
  for (;;) {
    const known = await loadHead(records, logStream);
    const shown = (await shownLog(records))?.events ?? 0;
    if (known.length <= shown) return;
    const events = (await records.load(logStream, shown)).slice(0, known.length - shown);
    for (const { data } of events) {
      const { from, leaves } = readExtension(data);
      await extendTiles(blobs, from, leaves);
    }
    const last = events.at(-1);
    if (!last) return;
    const put = [{ ...shownRow, value: (await signed(deps, last)) as unknown as JsonObject }];
    await appendEvents(records, logStream, known, [], { put });
  }
}

/** What is shown with an event, its checkpoint signed once and kept. */
async function signed(deps: LogDeps, { sequence, at, data }: StoredEvent): Promise<ShownLog> {
  const { blobs } = deps;
  const { origin, from, leaves, keys } = readExtension(data);
  const size = from + leaves.length;
  const path = checkpointPath(size);
  const kept = await fileOf(blobs, path);
  if (kept) return { origin, events: sequence, size, checkpoint: kept.toString(), keys };
  const root = await rootOf(subtreesOf(blobs, size), size);
  const text = checkpointText({ origin, size, root, at });
  const checkpoint = signedNote(text, origin, await deps.signers(false));
  await placeFile(blobs, path, Buffer.from(checkpoint), 'text/plain; charset=utf-8');
  return { origin, events: sequence, size, checkpoint, keys };
}
