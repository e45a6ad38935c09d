/** `npm start` with the shipped datasets, and a reader with a real browser in front of it. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { npmStart, type Platform, temporaryDirectory } from './platform.ts';
import { checkAppearance } from './portal/appearance.ts';
import { checkJourney } from './portal/journey.ts';
import { checkPages } from './portal/pages.ts';
import { checkSearch } from './portal/search.ts';
import { checkSnippets } from './portal/snippets.ts';
import { isFree, program, survivors } from './process.ts';

let browser: Browser;
let platform: Platform;

beforeAll(async () => {
  const scratch = await temporaryDirectory();
  browser = await launchBrowser();
  platform = await npmStart({ DATA_DIR: scratch.path });
  return async () => {
    await browser.close();
    await scratch.remove();
  };
}, 180_000);

const visit = () => ({ browser, platform });

it('has published every shipped dataset', async () => {
  expect(platform.process.output()).not.toMatch(/^[x!] /m);
  const shipped = readdirSync(join(program, 'datasets'), { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === 'dataset.json')
    .map(dirname);
  const { data } = await (await platform.get('/api/v1/datasets?limit=100')).json();
  expect(data.map(({ id }: { id: string }) => id).sort()).toEqual(shipped.sort());
});

describe('a reader', () => checkJourney(visit));
describe('the catalogue', () => checkSearch(visit));
describe('the pages', () => checkPages(visit));
describe('the looks', () => checkAppearance(visit));
describe('code on the pages', () => checkSnippets(visit));

it('stops on Ctrl-C with exit code 0 and leaves nothing running', async () => {
  const { code, signal, output } = await platform.stop();
  expect({ code, signal }, output.slice(-500)).toEqual({ code: 0, signal: null });
  expect(survivors(platform.process.pid)).toEqual([]);
  expect(await isFree(platform.port)).toBe(true);
});
