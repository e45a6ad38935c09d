/** Conditional opening, end to end: people in browsers of their own, then the same by script. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { checkApplication } from './conditional/application.ts';
import { fewEnterprises } from './conditional/datasets.ts';
import { checkGrant } from './conditional/grant.ts';
import { checkNotices } from './conditional/notices.ts';
import { checkObjections } from './conditional/objections.ts';
import { checkScript } from './conditional/script.ts';
import { beginStory, type Story } from './conditional/story.ts';
import { checkTrouble } from './conditional/trouble.ts';
import { type Platform, startPlatform, temporaryDirectory } from './platform.ts';

let browser: Browser;
let platform: Platform;
let story: Story;
let dataDirectory: string;

beforeAll(async () => {
  const scratch = await temporaryDirectory();
  dataDirectory = join(scratch.path, 'data');
  const settings = { DATA_DIR: dataDirectory, DATASETS_DIR: await fewEnterprises(scratch.path) };
  [browser, platform] = await Promise.all([launchBrowser(), startPlatform(settings)]);
  story = await beginStory({ browser, platform });
  return async () => {
    await browser.close();
    await platform.stop();
    await scratch.remove();
  };
}, 120_000);

const chapter = { timeout: 60_000 };
describe('an application in two browsers', chapter, () => checkApplication(() => story));
describe('a grant', chapter, () =>
  checkGrant(
    () => ({ browser, platform }),
    () => story,
  ),
);
describe('what people are told', chapter, () =>
  checkNotices(
    () => ({ browser, platform }),
    () => story,
  ),
);
describe('an objection', chapter, () =>
  checkObjections(
    () => ({ browser, platform }),
    () => story,
  ),
);
describe('when something goes wrong', chapter, () => checkTrouble(() => story));
describe('the same by script', () =>
  checkScript(
    () => platform,
    () => dataDirectory,
  ));
