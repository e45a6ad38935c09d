/** A real Chromium for the tests. Where there is none the run fails: nothing is skipped. */
import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `CHROMIUM_PATH`, else a Chromium of the system, else the one that comes with an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  const local = CHROMIUM_PATH ?? systemPaths.find((path) => existsSync(path));
  const sandboxless = ['--no-sandbox', '--disable-dev-shm-usage'];
  if (local) return chromium.launch({ executablePath: local, args: sandboxless });
  const executablePath = await chromiumPackage.executablePath();
  return chromium.launch({ executablePath, args: chromiumPackage.args });
}
