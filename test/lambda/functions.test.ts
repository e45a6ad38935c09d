/**
 * Each function as Lambda runs it: bundled, in a fresh process, asked through events; and a dataset's whole way through
 * them, none of which may do more than the table of permissions says.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runScript } from '../e2e/conditional/script.ts';
import { verify } from '../service/log/given.ts';
import { openReceiver, type Receiver } from '../service/webhook/receiver.ts';
import { type Cloud, openCloud } from '../support/lambda/cloud.ts';
import { checkAnswers } from './journey/answers.ts';
import { checkBundles } from './journey/bundles.ts';
import { comparePages, storedIn, storeIn } from './journey/pages.ts';
import { as, enterprises, publish, reservoirs } from './journey/people.ts';
import { prepare } from './journey/prepare.ts';
import { checkReach } from './journey/reach.ts';
import { needless } from './journey/used.ts';
import { wholeGrant } from './journey/whole-grant.ts';

/** Cold starts, on a machine that may be busy. */
vi.setConfig({ testTimeout: 60_000 });

let cloud: Cloud;
let receiver: Receiver;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journey-'));
  [cloud, receiver] = await Promise.all([openCloud(), openReceiver()]);
  await prepare(cloud, directory);
  return async () => {
    await cloud.close();
    await receiver[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  };
}, 120_000);

const json = async (path: string, init?: RequestInit) => (await cloud.fetch(path, init)).json();
const gated = 'enterprise-registrations';
let columns: readonly string[];

/** What somebody downloads to verify it. */
const logged = {
  SHA256SUMS: '/files/reservoirs/1/SHA256SUMS',
  'proof.json': '/datasets/reservoirs/1/proof.json',
} as const;

/** How often the pages were asked for. */
const renderings = () => cloud.guard.sent.filter(({ service }) => service === 'lambda');

describe('through the functions, each with no more than its own permissions', () => {
  it('agencies publish, and everybody reads it at once', async () => {
    const early = await cloud.fetch('/');
    expect([early.status, early.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(await early.text()).toContain('正在准备');
    const bring = await enterprises(directory);
    columns = bring.descriptor.fields.map(({ name }: { name: string }) => name);
    const conditional = await publish(
      cloud,
      'market-publisher',
      bring.descriptor,
      'enterprises.csv',
      bring.csv,
    );
    expect(conditional.status, conditional.text).toBe(201);
    const open = await reservoirs('ecology');
    const other = await publish(cloud, 'ecology-publisher', open.descriptor, 'reservoirs.csv', open.csv);
    expect(other.status, other.text).toBe(201);
    expect((await json('/api/v1/datasets')).data).toHaveLength(2);
    expect(await json(`/api/v1/datasets/${gated}`)).toMatchObject({ openness: { class: 'conditional' } });
    expect(renderings()).toHaveLength(2);
  });

  it('and its pages stand, those of one machine byte for byte, however many make them at once', async () => {
    const beside = await cloud.start('render');
    const made = beside.invoke({ task: 'pages' });
    await Promise.all([
      cloud.task('render', 'catalogue-changed'),
      made.then(({ message }) => buffer(message)),
    ]);
    await cloud.task('render', 'pages'); // whoever came second may have been the first to be done
    expect(await comparePages(cloud, join(directory, 'first'))).toEqual([]);
    const statuses = ['/', '/en/', '/datasets/reservoirs/', '/search/zh.json', '/nothing/'].map(
      async (path) => (await cloud.fetch(path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200, 404]);
    const { languages } = await json('/pagefind/pagefind-entry.json');
    expect(Object.keys(languages).toSorted()).toEqual(['en', 'zh']);
  });
});

checkAnswers(() => cloud, gated);
checkBundles(() => cloud);

describe('a conditional dataset, through the functions', () => {
  it('an enterprise has its systems told', async () => {
    const asked = { name: 'ours', url: receiver.url };
    const made = await as(cloud, 'enterprise-a', '/api/v1/webhooks', asked);
    expect(made.status, made.text).toBe(201);
  });

  it('the script of the README leads from the draft to the end of the grant', async () => {
    await runScript(cloud.url, cloud.settings);
  }, 60_000);

  it('a key opens exports and files where everything was granted', async () => {
    const headers = { 'X-API-Key': await wholeGrant(cloud, gated, columns) };
    const asked = await cloud.fetch(`/api/v1/datasets/${gated}/export/csv`, { headers });
    expect((await asked.text()).trimEnd().split(/\r?\n/)).toHaveLength(401);
    const sums = await cloud.fetch(`/files/${gated}/1/SHA256SUMS`, { headers });
    expect([sums.status, await sums.text()]).toEqual([200, expect.stringContaining('.parquet')]);
    expect((await cloud.fetch(`/files/${gated}/1/SHA256SUMS`)).status).toBe(403);
  });

  it('mail leaves over SES, from the platform’s own address, and once', async () => {
    const mails = () => cloud.guard.sent.filter(({ service }) => service === 'ses');
    await cloud.task('schedule', 'mail');
    await cloud.task('schedule', 'mail');
    expect(mails().length).toBeGreaterThan(0);
    expect(new Set(mails().map(({ body }) => JSON.stringify(body))).size).toBe(mails().length);
    expect(mails()[0]?.body).toMatchObject({
      FromEmailAddress: 'open-data@mail.example.cn',
      ConfigurationSetName: 'MailConfig',
    });
  });

  it('webhooks are sent what happened', async () => {
    await cloud.task('schedule', 'webhooks');
    const told = receiver.received.map(({ body }) => JSON.parse(body).type);
    expect(told).toEqual(expect.arrayContaining(['application.approved', 'application.revoked']));
  });

  it('the clock keeps the time of applications, and refuses what it does not know', async () => {
    await cloud.task('schedule', 'timekeeping');
    await expect(cloud.task('schedule', 'nothing')).rejects.toThrow('no such task');
  });

  it('the open list tells of conditional opening, and pages are asked for when something changed', async () => {
    const before = renderings().length;
    await Promise.all([cloud.task('publication', 'openings'), cloud.task('publication', 'openings')]);
    expect(renderings().length).toBeGreaterThan(before);
    const after = renderings().length;
    await cloud.task('publication', 'openings');
    expect(renderings()).toHaveLength(after);
    expect(renderings().at(-1)?.body).toEqual({ task: 'catalogue-changed' });
  });

  it('the platform publishes of itself, once a day', async () => {
    await cloud.task('publication', 'own-datasets');
    await cloud.task('publication', 'own-datasets');
    const { versions } = await json('/api/v1/datasets/conditional-openings');
    expect(versions).toHaveLength(1);
    // As in each minute: only the latest snapshots are kept, and without the one they show all pages are made anew.
    await cloud.task('render', 'pages');
  });

  it('what was downloaded from the edge is counted from its log, which is gone then', async () => {
    const name = 'access/AWSLogs/111122223333/CloudFront/E1.2026-11-24-01.0a1b2c3d.gz';
    const [date, time] = new Date().toISOString().split(/[T.]/);
    const line = {
      date,
      time,
      'cs-method': 'GET',
      'cs-uri-stem': '/files/reservoirs/1/reservoirs.csv',
      'sc-status': '200',
      'sc-range-start': '-',
    };
    await storeIn(cloud, 'Access', name, gzipSync(JSON.stringify(line)));
    await cloud.task('schedule', 'use');
    expect([...(await storedIn(cloud, 'Access', 'access/')).keys()]).toEqual([]);
    const { data } = await json('/api/v1/monitoring?agency=ecology');
    expect(data.datasets).toMatchObject([{ id: 'reservoirs', use: { downloads: 1 } }]);
  });

  it('the public log tells of it, and proves a version to whoever has its file', async () => {
    expect((await cloud.fetch('/log/checkpoint')).status).toBe(404);
    await cloud.task('schedule', 'log');
    await cloud.task('schedule', 'reminders');
    const log = join(directory, 'log');
    await mkdir(log);
    for (const [name, path] of Object.entries(logged))
      await writeFile(join(log, name), Buffer.from(await (await cloud.fetch(path)).arrayBuffer()));
    const keys = await json('/log/keys');
    const args = ['--key', keys.keys[0].key, '--log', cloud.url];
    const proven = await verify(join(log, 'SHA256SUMS'), ...args);
    expect(proven.code, proven.said).toBe(0);
    const [size = 0] = (await (await cloud.fetch('/log/checkpoint')).text()).split('\n').slice(1);
    expect((await cloud.fetch(`/log/checkpoints/${size}`)).status).toBe(200);
  });

  it('what was withdrawn is gone at once', async () => {
    const command = { type: 'withdraw-dataset', reason: '内容有误', legalBasis: '《办法》第三十七条' };
    const done = await as(cloud, 'ecology-publisher', '/api/v1/publications/reservoirs/commands', command);
    expect(done.status, done.text).toBe(200);
    const sums = async () => (await cloud.fetch('/files/reservoirs/1/SHA256SUMS')).status;
    expect(await sums()).toBeGreaterThanOrEqual(404);
    // Whoever looked at the catalogue a moment ago says why within a second.
    await expect.poll(sums, { timeout: 5_000 }).toBe(410);
  });

  it('and its page says why, with 410, in the function; the search learns of it', async () => {
    await cloud.task('render', 'catalogue-changed');
    const gone = await comparePages(cloud, join(directory, 'last'));
    expect(gone.toSorted()).toEqual(['datasets/reservoirs/index.html', 'en/datasets/reservoirs/index.html']);
    const page = await cloud.fetch('/datasets/reservoirs/');
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('内容有误')]);
    const { replaced, records } = await json('/search/zh.json');
    expect(Object.keys(replaced).length).toBeGreaterThan(0);
    expect(JSON.stringify(records)).toContain('reservoirs');
  });

  it('nobody was denied anything on the way', () => {
    expect(cloud.guard.asked.filter(({ line }) => line === undefined)).toEqual([]);
  });

  it('nobody is allowed what nobody needed', () => {
    expect(needless(cloud)).toEqual([]);
  });
});

describe('what a function may not do', () => checkReach(() => cloud));
