/** A platform with a large catalogue, its portal built, then changed again and again: how long each change takes to show. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Field } from '../../../functions/domain/dataset.ts';
import { readConfig } from '../../../functions/local/config.ts';
import { openPlatform, operator, type Platform } from '../../../functions/local/platform.ts';
import {
  openPublishedCatalogue,
  type PublishedCatalogue,
} from '../../../functions/local/published-catalogue.ts';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import { adoptSnapshot, refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { appendEvents } from '../../../functions/service/event-log.ts';
import type { PublicationService } from '../../../functions/service/publication/contract.ts';
import { datasetIndex } from '../../../functions/service/publication/stream.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { datasetOf } from '../../support/catalogue-fixture.ts';
import { syntheticId, writeSyntheticCatalogue } from '../../support/synthetic-catalogue.ts';
import type { Followed, IncrementalAnswer } from '../incremental.ts';
import { report } from '../measure.ts';

const [directory = '', size = ''] = process.argv.slice(2);
const rounds = 3;
/** A server rehearses a change when it starts; publications come later. */
const preparedMs = 5000;

/** In the order of a dataset's life; each is told on its page by the words or figures beside it. */
const told = {
  publication: '500',
  'new version': '600',
  quarantine: '测量下线所需的时间',
  withdrawal: '测量撤回所需的时间',
} as const;
type Change = keyof typeof told;
const changes = Object.keys(told) as Change[];
const rows: Readonly<Partial<Record<Change, number>>> = { publication: 500, 'new version': 600 };

await report(async (): Promise<IncrementalAnswer> => {
  const read = readConfig({ DATA_DIR: directory, PORTAL_URL: 'http://portal.test' });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  const platform = await openPlatform(read.config);
  await fill(platform, Number(size));
  const stopping = new AbortController();
  const fail = (error: unknown): never => {
    throw error;
  };
  const from = performance.now();
  const published = await openPublishedCatalogue(platform, { stopping: stopping.signal, onFault: fail });
  const wholeSeconds = (performance.now() - from) / 1000;
  const all = await readdir(published.portal().base, { recursive: true, withFileTypes: true });
  const wholeFiles = all.filter((entry) => entry.isFile()).length;
  const followed: Followed[] = [];
  await new Promise((resolve) => setTimeout(resolve, preparedMs));
  for (let round = 1; round <= rounds; round += 1)
    for (const what of changes) followed.push(await follow(platform, published, what, round));
  stopping.abort();
  await published.stop();
  await platform.close();
  return { wholeSeconds, wholeFiles, followed };
});

/** Records as if every dataset had been published, and the snapshot that follows from them. */
async function fill(platform: Platform, entries: number): Promise<void> {
  const { records, now, workDirectory } = platform;
  await registerAgencies(records, fixtureAgencies, operator.id, now);
  for (let index = 0; index < entries; index += 1) {
    const id = syntheticId(index);
    const data = { dataset: { id }, flags: [] };
    const event = { type: 'entry-published', at: now().toISOString(), actor: operator.id, data };
    const put = [{ ...datasetIndex, sort: id, value: { length: 1 } }];
    await appendEvents(records, `synthetic/${id}`, { length: 0, lastHash: '' }, [event], { put });
  }
  const path = join(workDirectory, 'catalogue.sqlite');
  writeSyntheticCatalogue(path, entries);
  await adoptSnapshot(platform.snapshot, path);
}

async function follow(
  platform: Platform,
  published: PublishedCatalogue,
  what: Change,
  round: number,
): Promise<Followed> {
  const id = `bench-${round}`;
  let [decided, interfaces, before] = [0, 0, process.cpuUsage()];
  const publications = platform.publications(async () => {
    decided = performance.now();
    before = process.cpuUsage();
    await refreshSnapshot(platform.snapshot);
    await published.follow();
    interfaces = performance.now();
  });
  const result = await decide(publications, id, what);
  if (result.outcome !== 'done' && result.outcome !== 'published') throw new Error(JSON.stringify(result));
  while (!published.portalIsCurrent()) await new Promise((resolve) => setTimeout(resolve, 5));
  const shown = performance.now();
  const { user, system } = process.cpuUsage(before);
  await check(published, id, what);
  const files = published.portal().ownFiles;
  return {
    what,
    interfaces: (interfaces - decided) / 1000,
    pageAndSearch: (shown - decided) / 1000,
    cpu: (user + system) / 1_000_000,
    files,
  };
}

async function decide(publications: PublicationService, id: string, what: Change) {
  const decision = { id, actor: operator, reason: told[what] };
  if (what === 'quarantine') return publications.quarantine({ ...decision, version: 1 });
  if (what === 'withdrawal') return publications.withdrawDataset(decision);
  return publications.publish(await request(id, rows[what] ?? 0));
}

async function request(id: string, rows: number) {
  const source = join(directory, 'source');
  await mkdir(source, { recursive: true });
  const lines = Array.from({ length: rows }, (_, index) => `S${index},${(index * 7) % 100}`);
  await writeFile(join(source, `${id}.csv`), `section,value\n${lines.join('\n')}\n`);
  const fields = [
    { name: 'section', title: '断面', type: 'string', sensitivity: 'public' },
    { name: 'value', title: '数值', type: 'integer', sensitivity: 'public' },
  ] satisfies Field[];
  const document = datasetOf(id, `测量用数据集${id}`, {
    code: `307008099/${id.replace(/\D/g, '')}`,
    keywords: ['长春市', '水质监测'],
    fields,
    data: { path: `${id}.csv` },
  });
  return { document, directory: source, actor: operator };
}

/** Throws unless interfaces, page and search show it. */
async function check(published: PublishedCatalogue, id: string, what: Change): Promise<void> {
  const text = (file: string) => readFile(published.portal().locate(file), 'utf8');
  const entry = published.catalogue().entry(id);
  const isThere = entry?.status === (what === 'withdrawal' ? 'withdrawn' : 'published');
  const isOffline = entry?.versions.some(({ number, withdrawn }) => number === 1 && withdrawn?.quarantine);
  const page = await text(`/en/datasets/${id}/index.html`);
  const found = (await text('/search/zh.json')).includes(`"id":"${id}"`);
  if (!isThere || !page.includes(told[what]) || !found || (what === 'quarantine' && !isOffline))
    throw new Error(`${what} of ${id} does not show`);
}
