/** Commands beside a running server: it follows what they publish and withdraw. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { creditCodeCheck } from '../../functions/domain/credit-code.ts';
import { type Platform, smallDatasets, startPlatform, temporaryDirectory } from './platform.ts';
import { type Ended, run, runProgram } from './process.ts';
import { askOnAndOn, openProduction } from './production.ts';
import { sha256 } from './whole.ts';

/** The server looks every second; a second more to show what it found. */
const followed = { timeout: 2000, interval: 50 };
/** A build of the pages, on a busy machine. */
const built = { timeout: 60_000, interval: 200 };

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;
let platform: Platform;
let settings: Record<string, string>;

beforeAll(async () => {
  scratch = await temporaryDirectory();
  const own = join(scratch.path, 'datasets');
  await cp(smallDatasets, own, { recursive: true });
  await writeFile(join(own, 'agencies.json'), await realAgencies());
  settings = { DATA_DIR: join(scratch.path, 'data'), DATASETS_DIR: own, PORTAL_URL: 'https://localhost' };
  platform = await startPlatform(settings);
  return async () => {
    await platform.stop();
    await scratch.remove();
  };
}, 180_000);

const status = async (path: string): Promise<number> => (await platform.get(path)).status;
/** Redirections lead to the public address, behind which nobody is here. */
const text = async (path: string): Promise<string> => {
  const answer = await platform.get(path, { redirect: 'manual' });
  const location = answer.headers.get('Location');
  return location === null ? answer.text() : text(new URL(location).pathname);
};
const command = (name: string, ...args: string[]): Promise<Ended> => runProgram(name, args, settings).ended;
const npm = (name: string, ...args: string[]): Promise<Ended> =>
  run('npm', ['run', name, '--', ...args], settings).ended;

/** The agencies with credit codes that could be real: production refuses those of demonstration. */
async function realAgencies(): Promise<string> {
  const agencies = JSON.parse(await readFile(join(smallDatasets, 'agencies.json'), 'utf8'));
  const codeOf = (place: number): string => `1122000000${1_000_000 + place}`;
  for (const [place, agency] of agencies.entries())
    agency.creditCode = codeOf(place) + creditCodeCheck(codeOf(place));
  return JSON.stringify(agencies);
}

/** A copy of a dataset to publish: with an id of its own and `change` applied to its file. */
async function dataset(id: string, change: (csv: string) => string): Promise<string> {
  const directory = join(scratch.path, id);
  await cp(join(smallDatasets, 'heating-plants'), directory, { recursive: true });
  const descriptor = JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8'));
  const open = { id, code: '307008002/9', openness: { class: 'unconditional' } };
  await writeFile(join(directory, 'dataset.json'), JSON.stringify({ ...descriptor, ...open }));
  const file = join(directory, 'heating-plants.csv');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return directory;
}

it('publishes beside the server, which shows it at once in all interfaces', async () => {
  const directory = await dataset('plants', (csv) => csv);
  const trial = await command('publish', '--dry-run', directory);
  expect(trial.output).toContain('~ plants: version 1, 40 rows would be published');
  expect(trial.code).toBe(0);

  const { code, output } = await npm('publish', directory);
  expect(code, output).toBe(0);
  expect(output).toContain('+ plants: version 1, 40 rows published');
  await expect.poll(() => status('/api/v1/datasets/plants'), followed).toBe(200);
  expect(await text('/files/plants/1/plants.csv')).toContain('热电厂1');
  expect(await text('/feed.atom')).toContain('/datasets/plants/');

  const again = await command('publish', directory);
  expect(again).toMatchObject({ code: 0, output: '= plants: unchanged\n' });
}, 60_000);

it('publishes a new version, and keeps the old one', async () => {
  const directory = await dataset('plants', (csv) => csv.replace('热电厂1', '热电厂9'));
  const { output } = await command('publish', directory);
  expect(output).toContain('+ plants: version 2, 40 rows published');
  await expect.poll(() => text('/files/plants/latest/plants.csv'), followed).toContain('热电厂9');
  expect(await text('/files/plants/1/plants.csv')).not.toContain('热电厂9');
}, 60_000);

it('takes a version offline with 410, the dataset staying; the pages tell both when they are built', async () => {
  const withdrawn = await command('withdraw', 'plants', '--version', '1', '--reason', '企业名称有误');
  expect(withdrawn).toMatchObject({ code: 0, output: '- plants version 1: withdrawn\n' });
  await expect.poll(() => status('/files/plants/1/plants.csv'), followed).toBe(410);
  expect(await status('/files/plants/2/plants.csv')).toBe(200);
  expect(await status('/api/v1/datasets/plants/records')).toBe(200);
  await expect.poll(() => text('/datasets/plants/'), built).toContain('企业名称有误');
  expect(await status('/datasets/plants/')).toBe(200);
  expect(await text('/en/datasets/')).toContain('"/en/datasets/plants/"');
}, 90_000);

it('takes a dataset offline: 410 on page, files, interfaces; the reason on the page and in the feed; never published again', async () => {
  const { code, output } = await npm(
    'withdraw',
    'plants',
    '--reason',
    '含有不应公开的内容',
    '--basis',
    '《办法》第二十八条',
  );
  expect(code, output).toBe(0);
  await expect.poll(() => status('/api/v1/datasets/plants'), followed).toBe(410);
  for (const path of [
    '/datasets/plants/',
    '/en/datasets/plants/',
    '/files/plants/2/plants.csv',
    '/files/plants/latest/plants.csv',
    '/files/plants/2/SHA256SUMS',
    '/datasets/plants.json',
    '/api/v1/datasets/plants/records',
    '/api/v1/datasets/plants/export/csv',
  ])
    expect(await status(path), path).toBe(410);
  expect(await text('/feed.atom')).toContain('含有不应公开的内容');
  expect((await (await platform.get('/api/v1/datasets?q=热电')).json()).data).toEqual([]);
  await expect.poll(() => text('/datasets/plants/'), built).toContain('含有不应公开的内容');
  expect(await status('/datasets/plants/')).toBe(410);
  expect(await text('/datasets/')).toMatch(/"\/datasets\/plants\/"(?:(?!<li).)*撤下/s);

  const again = await command('publish', join(scratch.path, 'plants'));
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('dataset-withdrawn') });
}, 90_000);

it('tells all that is wrong at once and publishes nothing: exit code 1', async () => {
  const directory = await dataset('wrong', () => 'plant,day\n热电厂,2026-01-01,3\n');
  await writeFile(
    join(directory, 'dataset.json'),
    JSON.stringify({
      ...JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8')),
      theme: '999',
      keywords: [],
    }),
  );
  const missing = join(scratch.path, 'nowhere');
  await mkdir(join(scratch.path, 'broken'));
  await writeFile(join(scratch.path, 'broken/dataset.json'), '{');
  const { code, output } = await command('publish', directory, missing, join(scratch.path, 'broken'));
  expect(code, output).toBe(1);
  expect(output).toMatch(/^x wrong: not publishable\n {4}keywords: .*\n {4}theme: /m);
  expect(output).toContain(`there is no ${join(missing, 'dataset.json')}`);
  expect(output).toMatch(/broken\/dataset\.json is not JSON/);
  expect(await status('/api/v1/datasets/wrong')).toBe(404);
});

it('holds back personal data, masked in the report', async () => {
  const directory = await dataset('persons', (csv) =>
    csv.replaceAll(/^热电厂/gm, '11010519491231002X,').replace('plant,', 'plant,other,'),
  );
  const { code, output } = await command('publish', directory);
  expect(code, output).toBe(1);
  expect(output).toContain('! persons: held back by the privacy gate (Art. 28, 45)');
  expect(output).not.toContain('11010519491231002X');
  expect(await status('/api/v1/datasets/persons')).toBe(404);
});

const wrongCalls: readonly [name: string, args: readonly string[], said: string][] = [
  ['publish', [], 'usage: npm run publish'],
  ['publish', ['--force', 'x'], "Unknown option '--force'"],
  ['withdraw', ['plants'], 'usage: npm run withdraw'],
  ['withdraw', ['plants', '--version', '0', '--reason', 'x'], 'usage: npm run withdraw'],
  ['audit-verify', ['--all'], "Unknown option '--all'"],
  ['token', ['nobody'], 'Usage: npm run -s token'],
];
it('answers a wrong call with how it is called: exit code 2', async () => {
  const answers = await Promise.all(wrongCalls.map(([name, args]) => command(name, ...args)));
  for (const [index, { code, output }] of answers.entries()) {
    expect(code, output).toBe(2);
    expect(output).toContain(wrongCalls[index]?.[2]);
  }
});

it('refuses to withdraw what does not exist: exit code 1', async () => {
  const { code, output } = await command('withdraw', 'nothing', '--reason', 'x');
  expect(code).toBe(1);
  expect(output).toMatch(/^x nothing: [a-z-]+: .+\n$/);
});

it('makes the same snapshot again from the records alone, and finds every event where it was written', async () => {
  const before: { version: number } = await (await platform.get('/api/health/ready')).json();
  const rebuilt = await command('rebuild');
  expect(rebuilt).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^= snapshot \d+: [0-9a-f]{64}\n= applications: 0\n= voices: 0\n$/),
  });
  expect(await (await platform.get('/api/health/ready')).json()).toEqual(before);
  expect(await command('audit-verify')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^= all intact: /),
  });
});

/** What a platform answers, by address: pages, files, interfaces. */
const shownAt = async (url: string): Promise<Record<string, string>> => {
  const paths = [
    ...['/', '/en/', '/datasets/', '/datasets/reservoirs/', '/datasets/plants/', '/open-list/'],
    ...['/files/reservoirs/1/reservoirs.csv', '/files/plants/2/plants.csv', '/catalog.sqlite', '/feed.atom'],
    ...['/api/v1/datasets', '/api/v1/datasets/reservoirs/records?limit=5'],
  ];
  const shown = paths.map(async (path) => {
    const answer = await fetch(url + path);
    // A problem names the request; what it says of the thing asked for is its code.
    const isProblem = answer.headers.get('Content-Type')?.startsWith('application/problem') ?? false;
    const content = isProblem ? (await answer.json()).code : sha256(await answer.bytes());
    return [path, `${answer.status} ${content}`];
  });
  return Object.fromEntries(await Promise.all(shown));
};

/** A backup, and what the platform answered before it and after: begun again where something of the day came in between. */
const backedUp = async (): Promise<{ readonly before: Record<string, string>; readonly saved: string }> => {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const before = await shownAt(platform.url);
    const saved = join(scratch.path, `saved-${attempt}`);
    expect(await command('backup', saved)).toMatchObject({ code: 0 });
    if (isDeepStrictEqual(await shownAt(platform.url), before)) return { before, saved };
  }
  throw new Error('the platform never stood still');
};

it('drill: is lost, restored from a backup by the commands, and serves the very same in production, process after process', async () => {
  await expect.poll(() => text('/datasets/plants/'), built).toContain('含有不应公开的内容');
  const { before, saved } = await backedUp();
  await platform.stop();
  await rm(settings.DATA_DIR ?? '', { recursive: true });
  expect(await command('restore', saved)).toMatchObject({
    code: 0,
    output: expect.stringContaining('all chains intact'),
  });

  const given = { OIDC_ISSUER: 'https://id.example.cn', TRUSTED_PROXIES: '127.0.0.1' };
  const production = await openProduction({ ...settings, ...given }, scratch.path);
  const first = await production.ready(1);
  expect(await shownAt(production.url)).toEqual(before);

  const finish = await production.begin('/files/reservoirs/1/reservoirs.csv');
  await production.startSecond();
  const second = await production.ready(2);
  const asking = askOnAndOn(`${production.url}/api/health`);
  process.kill(first, 'SIGTERM');
  await production.said('stopping', 1);
  expect(await finish()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n/i);
  await production.said('stopped', 1);

  process.kill(second, 'SIGTERM');
  const third = await production.ready(3);
  expect(Object.keys(await asking.stop())).toEqual(['200']);
  expect(await shownAt(production.url)).toEqual(before);
  process.kill(third, 'SIGTERM');
  expect(await production.running.ended).toMatchObject({ code: 0 });
}, 180_000);
