/** A portal of few pages in a bucket, a catalogue that changes, and processes that can be killed. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import {
  pointerRow,
  pointerStream,
  snapshotKey,
} from '../../../functions/service/catalogue/snapshot-pointer.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { appendEvents, loadHead } from '../../../functions/service/event-log.ts';
import type { PageRenderer } from '../../../functions/service/portal/page-renderer.ts';
import { createPlacement, type Placement } from '../../../functions/service/portal/placement.ts';
import type { Blobs, Records } from '../../../functions/service/ports.ts';
import type { Shelf } from '../../../functions/service/ports-portal.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { openS3Shelf } from '../../../functions/store/s3-shelf.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { datasetOf, published, versionOf } from '../../support/catalogue-fixture.ts';

/** Titles by id; null: withdrawn. */
export type Datasets = Readonly<Record<string, string | null>>;

export interface World {
  /** Moves with `pass`. */
  pass(ms: number): void;
  publish(datasets: Datasets): Promise<void>;
  /** A fresh process; killed instead of its `kill`-th write. `onPage`: before a page is rendered. */
  process(options?: {
    readonly kill?: number;
    readonly program?: string;
    readonly onPage?: (path: string) => void | Promise<void>;
    /** After each write of a page and each removal. */
    readonly onPlaced?: () => Promise<void>;
  }): Placement;
  /** What readers find, as text by file. */
  found(): Promise<Readonly<Record<string, string>>>;
  /** What was written and removed, in this order. */
  readonly told: string[];
  close(): Promise<void>;
}

const at = '2026-03-10T01:00:00.000Z';

export function openWorld(client: S3Client, bucket: string, directory: string): World {
  const name = randomUUID();
  let time = Date.parse('2026-03-10T02:00:00Z');
  const now = () => new Date(time);
  const records = openSqliteRecords(':memory:', { now });
  const blobs = openFilesystemBlobs(join(directory, 'blobs'));
  const shelfOf = (prefix: string) => openS3Shelf({ client, bucket, prefix: `${name}/${prefix}` });
  const [pages, kept] = [shelfOf('portal/'), shelfOf('editions/')];
  const told: string[] = [];
  let count = 0;
  return {
    told,
    pass: (ms) => {
      time += ms;
    },
    async publish(datasets) {
      count += 1;
      await show(records, await snapshotOf(blobs, directory, datasets), count);
    },
    process({
      kill = Number.POSITIVE_INFINITY,
      program = 'one',
      onPage = () => {},
      onPlaced = async () => {},
    } = {}) {
      const life = { left: kill };
      const mortal = <T extends object>(store: T, writes: readonly string[], word = '') =>
        mortalOf(store, writes, life, async (what) => {
          if (word === '') return;
          told.push(`${what} ${word}`);
          await onPlaced();
        });
      const workDirectory = join(directory, randomUUID());
      mkdirSync(join(workDirectory, 'assets/_astro'), { recursive: true });
      writeFileSync(join(workDirectory, 'assets/_astro/page.12345678.css'), program);
      return createPlacement({
        records: mortal(records, []),
        blobs,
        pages: mortal(pages, ['put', 'remove'], 'pages'),
        kept: mortal(kept, ['put', 'remove']),
        renderer: rendererOf(onPage),
        index: makeIndex,
        assets: join(workDirectory, 'assets'),
        workDirectory,
        ownsSnapshots: false,
        program,
        now,
      });
    },
    found: () => foundIn(pages, kept),
    close: () => records.close(),
  };
}

const sourcesOf = (datasets: Datasets) =>
  Object.entries(datasets).map(([id, title]) => {
    const dates = { firstPublished: at, lastPublished: at };
    const source = published(datasetOf(id, title ?? id), [versionOf(id, 1, at)], dates);
    if (title !== null) return source;
    const withdrawn = { at, reason: '有误' };
    return { ...source, entry: { ...source.entry, status: 'withdrawn' as const, withdrawn } };
  });

/** Snapshots of this process, by what they hold. */
const snapshots = new Map<string, string>();

async function snapshotOf(blobs: Blobs, directory: string, datasets: Datasets): Promise<string> {
  const content = JSON.stringify(datasets);
  const known = snapshots.get(content);
  if (known !== undefined) return known;
  const path = join(directory, `${randomUUID()}.sqlite`);
  writeSnapshot(path, fixtureAgencies, sourcesOf(datasets));
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  await blobs.putFile(snapshotKey(sha256), path, { sha256, mediaType: 'application/vnd.sqlite3' });
  snapshots.set(content, sha256);
  return sha256;
}

/** The snapshot becomes the public one. */
async function show(records: Records, sha256: string, number: number): Promise<void> {
  const event = { type: 'snapshot-switched', at, actor: 'test', data: { sha256 } };
  const { lastHash } = await loadHead(records, pointerStream);
  const row = { ...pointerRow, value: { number, sha256 } };
  await appendEvents(records, pointerStream, { length: number - 1, lastHash }, [event], { put: [row] });
}

/** Home leads to every dataset, and every dataset's page home. */
function rendererOf(onPage: (path: string) => void | Promise<void>): PageRenderer {
  let before = new Map<string, string>();
  let shown = new Map<string, string>();
  return {
    async show({ snapshot, moment, searchBase }, all = false) {
      const catalogue = openCatalogue(snapshot);
      const entries = [...catalogue.entries()];
      catalogue.close();
      const page = (text: string, ...links: string[]) => JSON.stringify({ text, moment, links });
      const addresses = entries.map(({ dataset }) => `/datasets/${dataset.id}/`);
      const datasets = entries.map(
        ({ dataset, status }) =>
          [`/datasets/${dataset.id}/`, page(`${dataset.title} ${status}`, '/')] as const,
      );
      shown = new Map([...datasets, ['/404/', page('not found', '/')], ['/', page('home', ...addresses)]]);
      const touched = [...shown].filter(([path, text]) => all || before.get(path) !== text);
      const removed = [...before.keys()].filter((path) => !all && !shown.has(path));
      before = shown;
      const base = searchBase === undefined ? 'none' : readFileSync(searchBase, 'utf8');
      return { touched: touched.map(([path]) => path), removed, search: { 'search/zh.json': { base } } };
    },
    async render(path) {
      await onPage(path);
      const text = shown.get(path);
      if (text === undefined) throw new Error(`there is no ${path}`);
      return Buffer.from(text);
    },
  };
}

async function makeIndex({ snapshot }: { readonly snapshot: string }, directory: string): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(snapshot)).digest('hex').slice(0, 8);
  for (const below of ['pagefind/fragment', 'search']) mkdirSync(join(directory, below), { recursive: true });
  writeFileSync(join(directory, `pagefind/fragment/zh_${hash}.pf_fragment`), hash);
  writeFileSync(join(directory, 'pagefind/pagefind-entry.json'), hash);
  writeFileSync(join(directory, 'search/zh.json'), JSON.stringify({ base: hash }));
  writeFileSync(join(directory, '.base.json'), hash);
  return join(directory, '.base.json');
}

/** The same store for a process that is killed instead of the write that uses its life up; the dead do nothing. */
function mortalOf<T extends object>(
  store: T,
  writes: readonly string[],
  life: { left: number },
  tell: (what: string) => Promise<void>,
): T {
  const guarded = Object.entries(store).map(([name, call]) => [
    name,
    async (...given: unknown[]) => {
      if (writes.includes(name)) life.left -= 1;
      if (life.left <= 0) throw new Error('killed');
      const answer = await call(...given);
      if (writes.includes(name)) await tell(`${name} ${given[0]}`);
      return answer;
    },
  ]);
  return { ...store, ...Object.fromEntries(guarded) };
}

async function foundIn(pages: Shelf, kept: Shelf): Promise<Readonly<Record<string, string>>> {
  const found: [string, string][] = [];
  const read = async (shelf: Shelf, prefix: string) => {
    for (const file of (await shelf.list(prefix)).keys()) {
      const bytes = await shelf.get(file);
      if (bytes) found.push([file, Buffer.from(bytes).toString('utf8')]);
    }
  };
  await read(pages, '');
  await read(kept, 'gone/');
  return Object.fromEntries(found);
}
