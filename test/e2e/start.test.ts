/** `npm start`: begins where it was stopped, whatever stopped it, and leaves nothing behind. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { between, seeded } from '../support/seeded.ts';
import { isReady, launch, type Platform, startPlatform, temporaryDirectory } from './platform.ts';
import { freePort, isFree, runProgram, survivors } from './process.ts';
import { expectWhole } from './whole.ts';

const kills = 4;
/** Lines that a first start says before it serves; a kill after one of them hits reading, writing or building. */
const linesOfAFirstStart = 33;
const published = { 'flood-plan': [1], 'heating-plants': [1], reservoirs: [1], 'case-files': [] };

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeAll(async () => {
  scratch = await temporaryDirectory();
});
afterAll(() => scratch.remove());

const lineCount = (output: string): number => output.split('\n').length - 1;

/** The audit chain holds, nothing is left of unfinished work, only whole portals stand. */
async function expectTidy(dataDirectory: string): Promise<void> {
  expect(await runProgram('audit-verify', [], { DATA_DIR: dataDirectory }).ended).toMatchObject({ code: 0 });
  expect(await readdir(join(dataDirectory, 'work'))).toEqual([]);
  const [program = ''] = await readdir(join(dataDirectory, 'portal'));
  const portals = join(dataDirectory, 'portal', program);
  for (const edition of await readdir(portals)) {
    const { base } = JSON.parse(await readFile(join(portals, edition, '.edition.json'), 'utf8'));
    expect(await readdir(join(portals, base))).toEqual(
      expect.arrayContaining(['index.html', 'en', 'pagefind', 'sitemap-index.xml']),
    );
  }
}

async function expectStopped(platform: Platform): Promise<void> {
  expect(await platform.stop()).toMatchObject({ code: 0, signal: null });
  expect(survivors(platform.process.pid)).toEqual([]);
  expect(await isFree(platform.port)).toBe(true);
}

it('finishes after kill -9 at any moment of the first start; then publishes and builds nothing twice', async () => {
  const settings = { DATA_DIR: join(scratch.path, 'killed') };
  const random = seeded(47);
  for (let kill = 0; kill < kills; kill += 1) {
    const lines = between(random, 1, linesOfAFirstStart);
    const starting = launch({ ...settings, PORT: String(await freePort()) });
    await starting.until((output) => lineCount(output) >= lines || isReady(output));
    starting.send('SIGKILL');
    expect(await starting.ended).toMatchObject({ signal: 'SIGKILL' });
  }
  const finished = await startPlatform(settings);
  expect(await expectWhole(finished)).toEqual(published);
  await expectStopped(finished);
  await expectTidy(settings.DATA_DIR);

  const again = await startPlatform({ ...settings, PORT: String(finished.port) });
  expect(again.process.output()).not.toMatch(/^[+x!] | pages$|: inspect$/m);
  expect(await expectWhole(again)).toEqual(published);
  await expectStopped(again);
}, 180_000);

it('stops at once and cleanly on Ctrl-C while it publishes and while it builds, and goes on from there', async () => {
  const settings = { DATA_DIR: join(scratch.path, 'interrupted') };
  for (const moment of ['heating-plants: check', 'portal: 25 pages']) {
    const starting = launch({ ...settings, PORT: String(await freePort()) });
    await starting.until((output) => output.includes(moment));
    starting.sendAll('SIGINT');
    const { code, output } = await starting.ended;
    expect(code, output).toBe(0);
    expect(output).toMatch(/Stopping\. 正在停止。\n$/);
    expect(survivors(starting.pid)).toEqual([]);
    expect(await readdir(join(settings.DATA_DIR, 'work'))).toEqual([]);
  }
  const finished = await startPlatform(settings);
  expect(await expectWhole(finished)).toEqual(published);
  await expectStopped(finished);
  await expectTidy(settings.DATA_DIR);
}, 120_000);
