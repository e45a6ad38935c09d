/**
 * Keeps the public snapshot in step with the records: reads what changed since the last one, writes a new
 * immutable file, switches the pointer with one conditional write. Safe to run at any time, by anyone, and
 * after any crash: it compares stream lengths, so nothing is forgotten and nothing done twice.
 */
import { constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { changesOf, entryOf, foldPublication } from '../../domain/publication.ts';
import { loadAgencies } from '../agencies.ts';
import type { Now } from '../clock.ts';
import { keptAnswers } from '../evaluation/answers.ts';
import { appendEvents, loadEvents, loadHead } from '../event-log.ts';
import type { Blobs, Records } from '../ports.ts';
import { placeFiles } from '../publication/placement.ts';
import { datasetIndex, datasetStream } from '../publication/stream.ts';
import type { Catalogue } from './catalogue.ts';
import { unreadDisclosures } from './disclosures.ts';
import { unreadOpenings } from './openings.ts';
import {
  openSnapshot,
  pointerRow,
  pointerStream,
  type SnapshotPointer,
  snapshotKey,
  snapshotPointer,
} from './snapshot-pointer.ts';
import { snapshotFormat } from './snapshot-schema.ts';
import { type SnapshotSource, writeSnapshot } from './snapshot-writer.ts';

export interface SnapshotDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  /** For the file while it is written; on a real disk. */
  readonly workDirectory: string;
  readonly now: Now;
}

/** Snapshots that stay, for whoever still reads the one before; they can be made again from the records. */
const kept = 10;

/**
 * Brings the snapshot up to date and answers its pointer. With `rebuild` every stream is read again.
 * Loses a race gracefully: whoever comes second starts over from the winner's snapshot.
 */
export async function refreshSnapshot(
  deps: SnapshotDeps,
  options: { rebuild?: boolean } = {},
): Promise<SnapshotPointer> {
  for (;;) {
    const current = await snapshotPointer(deps.records);
    const next = await writeNext(deps, current, options.rebuild ?? false);
    if (next === 'in step' && current) return current;
    if (next === 'in step' || !(await switchPointer(deps, current, next))) continue;
    const number = (current?.number ?? 0) + 1;
    await removeOld(deps, number);
    return { number, sha256: next };
  }
}

/** Writes the snapshot that should follow `current`, stores it, answers its sha256; or says that none is needed. */
async function writeNext(
  deps: SnapshotDeps,
  current: SnapshotPointer | undefined,
  rebuild: boolean,
): Promise<string | 'in step'> {
  const base = current && !rebuild ? await openBase(deps.blobs, current) : undefined;
  const directory = await mkdtemp(join(deps.workDirectory, 'snapshot-'));
  try {
    const agencies = await loadAgencies(deps.records);
    const sources = await readChanged(deps, base?.sequences() ?? new Map());
    const sameAgencies = isDeepStrictEqual(base?.agencies(), agencies);
    const changed = new Map(sources.map(({ entry }) => [entry.dataset.id, entry]));
    const entryOf = (id: string) => changed.get(id) ?? base?.entry(id);
    const openings = await unreadOpenings(deps.records, base, entryOf);
    const answers = await keptAnswers(deps.records);
    const sameAnswers = answers === undefined || isDeepStrictEqual(base?.answers(), answers);
    const disclosures = await unreadDisclosures(deps.records, base, (id) => entryOf(id) !== undefined);
    const news = sources.length + openings.length + disclosures.length;
    if (base && sameAgencies && sameAnswers && news === 0) return 'in step';
    const path = join(directory, 'catalogue.sqlite');
    if (base) await copyToWrite(base.path, path);
    writeSnapshot(path, agencies, sources, openings, answers, disclosures);
    const sha256 = await store(deps, path);
    return sha256 === current?.sha256 ? 'in step' : sha256;
  } finally {
    base?.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A blob cannot be written, and its copy would be like it. */
async function copyToWrite(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, 0o600);
}

/** The snapshot to continue; undefined for one of another format, which is written anew. */
async function openBase(blobs: Blobs, current: SnapshotPointer): Promise<Catalogue | undefined> {
  const base = await openSnapshot(blobs, current);
  if (base.format === snapshotFormat) return base;
  base.close();
  return undefined;
}

/** Makes the first catalogue of these records the snapshot at `path`, which may be gone then; false when they have one. */
export async function adoptSnapshot(deps: SnapshotDeps, path: string): Promise<boolean> {
  return switchPointer(deps, undefined, await store(deps, path));
}

async function store({ blobs }: SnapshotDeps, path: string): Promise<string> {
  return (await blobs.takeFile(snapshotKey, path, 'application/vnd.sqlite3')).sha256;
}

async function switchPointer(
  { records, now }: SnapshotDeps,
  current: SnapshotPointer | undefined,
  sha256: string,
): Promise<boolean> {
  const number = (current?.number ?? 0) + 1;
  const event = { type: 'snapshot-switched', at: now().toISOString(), actor: 'platform', data: { sha256 } };
  const { lastHash } = await loadHead(records, pointerStream);
  const { outcome } = await appendEvents(records, pointerStream, { length: number - 1, lastHash }, [event], {
    put: [{ ...pointerRow, value: { number, sha256 } }],
  });
  return outcome === 'appended';
}

/** Those before the ones that are kept; a call that was killed is made good by the next ones. */
async function removeOld({ records, blobs }: SnapshotDeps, number: number): Promise<void> {
  const events = await records.load(pointerStream, Math.max(number - 2 * kept, 0));
  const switched = events.map(({ data }) => String(data.sha256));
  const recent = new Set(switched.slice(-kept));
  for (const sha256 of new Set(switched.slice(0, -kept)))
    if (!recent.has(sha256)) await blobs.remove(snapshotKey(sha256));
}

/** The datasets whose stream is longer than the snapshot has read, folded, their public files put in place. */
async function readChanged(
  { records, blobs }: SnapshotDeps,
  known: ReadonlyMap<string, number>,
): Promise<readonly SnapshotSource[]> {
  const sources: SnapshotSource[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.query(datasetIndex.index, datasetIndex.key, {
      limit: 1000,
      ...(cursor && { cursor }),
    });
    for (const row of page.rows) {
      if (known.get(row.sort) === row.value.length) continue;
      const source = await readPlaced({ records, blobs }, datasetStream(row.sort));
      if (source) sources.push(source);
    }
    cursor = page.cursor;
  } while (cursor);
  return sources;
}

/**
 * A dataset, its public files as its events have them now: what was taken offline while they were put in place is taken
 * away again, whoever comes second.
 */
async function readPlaced(
  { records, blobs }: Pick<SnapshotDeps, 'records' | 'blobs'>,
  stream: string,
): Promise<SnapshotSource | undefined> {
  for (;;) {
    const { events } = await loadEvents(records, stream);
    const entry = entryOf(foldPublication(events));
    if (!entry) return undefined;
    await placeFiles(blobs, entry);
    if ((await loadHead(records, stream)).length <= events.length)
      return { entry, sequence: events.length, changes: changesOf(events) };
  }
}
