/** A real Chromium for the tests. Where there is none the run fails: nothing is skipped. */
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';

const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
];

/** `CHROMIUM_PATH`, else a Chromium of the system, else the one that comes with an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}
