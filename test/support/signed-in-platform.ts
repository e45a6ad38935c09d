/** A platform in local mode on a port of its own: the real app and the embedded provider, over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { claimNames } from '../../functions/identity-provider.ts';
import { signInOf } from '../../functions/identity-provider-sign-in.ts';
import { type Config, readConfig } from '../../functions/local/config.ts';
import { findAccount } from '../../functions/local/demo-accounts.ts';
import { signDemoToken } from '../../functions/local/demo-token.ts';
import { openProvider } from '../../functions/local/oidc.ts';
import { openOidcKeys } from '../../functions/local/oidc-keys.ts';
import { dispatch } from '../../functions/local/server.ts';
import { createTokenVerifier } from '../../functions/service/identity.ts';
import type { JsonObject, Records } from '../../functions/service/ports.ts';
import { type CookieBrowser, openCookieBrowser, type Visit } from './cookie-browser.ts';
import { openOpenPlatform } from './open-platform.ts';
import { openStores } from './path/stores.ts';

export interface SignedInPlatform {
  readonly url: string;
  readonly config: Config;
  readonly records: Records;
  readonly logged: readonly JsonObject[];
  /** Lets the platform's clock run ahead. */
  pass(milliseconds: number): void;
  browser(): CookieBrowser;
  /** Signs in as a demo account by the pages; answers where the browser arrived. */
  signIn(browser: CookieBrowser, account: string, returnTo?: string): Promise<Visit>;
  /** An access token as `npm run token` prints it. */
  token(account: string): Promise<string>;
  close(): Promise<void>;
}

export async function openSignedInPlatform(
  settings: Readonly<Record<string, string>> = {},
): Promise<SignedInPlatform> {
  const directory = mkdtempSync(join(tmpdir(), 'signed-in-'));
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const read = readConfig({ DATA_DIR: directory, PORTAL_URL: url, ...settings });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  const { config } = read;
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const stores = await openStores(directory, now);
  const { records } = stores;
  const provider = await openProvider(config);
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = config;
  const verifyToken = createTokenVerifier({
    issuer,
    audience,
    keys: provider.keys,
    claims: claimNames(config),
    now,
  });
  const portal = async () => new Response('<p>page</p>', { headers: { 'Content-Type': 'text/html' } });
  const more = { portalUrl: url, records, now, verifyToken, signIn: signInOf(config), portal };
  const platform = await openOpenPlatform({ rows: 3, more });
  listener = dispatch(
    getRequestListener(platform.app.fetch, { overrideGlobalObjects: false }),
    provider,
  ) as RequestListener;
  const keys = await openOidcKeys(config.DATA_DIR);
  return {
    url,
    config,
    records,
    logged: platform.logged,
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    browser: () => openCookieBrowser(url),
    signIn: async (browser, account, returnTo = '/my/') => {
      const page = await browser.visit(`/auth/login?return=${encodeURIComponent(returnTo)}`);
      return browser.visit(page.url, { method: 'POST', body: new URLSearchParams({ account }) });
    },
    token: async (id) => {
      const account = findAccount(id);
      if (!account) throw new Error(id);
      return signDemoToken(config, keys, account, now());
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await platform.close();
      await stores.close();
      rmSync(directory, { recursive: true });
    },
  };
}
