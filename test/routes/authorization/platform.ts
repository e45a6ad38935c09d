/** The platform that the matrix is asked of: the real app and stores, and the demo accounts with tokens of their own provider. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import { routesOf } from '../../../functions/app.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { claimNames } from '../../../functions/identity-provider.ts';
import { readConfig } from '../../../functions/local/config.ts';
import { demoAccounts, findAccount } from '../../../functions/local/demo-accounts.ts';
import { signDemoToken } from '../../../functions/local/demo-token.ts';
import { openOidcKeys } from '../../../functions/local/oidc-keys.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import type { Catalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { createTokenVerifier } from '../../../functions/service/identity.ts';
import { createSessions } from '../../../functions/service/session.ts';
import { type GrantedPlatform, openGrantedPlatform, portalUrl } from '../../support/granted-platform.ts';
import { openApi } from '../../support/path/api.ts';
import { publishEverything } from './publications.ts';
import { bringAbout } from './state.ts';

export type Authorization = Awaited<ReturnType<typeof openAuthorization>>;

/** Tokens as `npm run token` prints them, and who they speak for. */
async function openIdentity(directory: string, now: () => Date) {
  const read = readConfig({ DATA_DIR: directory });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  const { config } = read;
  const keys = await openOidcKeys(directory);
  const { d: _private, ...publicKey } = keys.signing;
  const verify = createTokenVerifier({
    issuer: config.OIDC_ISSUER,
    audience: config.OIDC_AUDIENCE,
    keys: createLocalJWKSet({ keys: [publicKey] }),
    claims: claimNames(config),
    now,
  });
  // Thousands of requests bring a dozen tokens.
  const verified = new Map<string, ReturnType<typeof verify>>();
  const verifyToken = (text: string) => {
    const known = verified.get(text) ?? verify(text);
    verified.set(text, known);
    return known;
  };
  const token = async (id: string): Promise<string> => {
    const account = findAccount(id);
    if (!account) throw new Error(`${id} is no demo account`);
    return signDemoToken(config, keys, account, now());
  };
  return { verifyToken, token };
}

async function actorsOf({ token, verifyToken }: Awaited<ReturnType<typeof openIdentity>>) {
  const told = demoAccounts.map(async ({ id }) => {
    const actor = await verifyToken(await token(id));
    if (!actor) throw new Error(`the token of ${id} is not valid`);
    return [id, actor] as const;
  });
  return new Map<string, Actor>(await Promise.all(told));
}

const signIn: AppDeps['signIn'] = {
  begin: async (returnTo) => ({
    address: 'https://id.example.cn/auth',
    pending: { state: 's', nonce: 'n', verifier: 'v', returnTo },
  }),
  finish: async () => ({ outcome: 'declined' }),
  end: async () => portalUrl,
};

export async function openAuthorization() {
  const directory = mkdtempSync(join(tmpdir(), 'authorization-'));
  const granted: GrantedPlatform = await openGrantedPlatform({ rows: 40, more: { signIn } });
  const { clock, publishing } = granted;
  const identity = await openIdentity(directory, () => clock.now);
  const actors = await actorsOf(identity);
  const actor = (id: string): Actor => {
    const found = actors.get(id);
    if (!found) throw new Error(`${id} is no demo account`);
    return found;
  };
  await publishEverything(publishing, actor);
  const catalogue: Catalogue = await publishing.catalogue();
  const deps: AppDeps = {
    ...granted.deps,
    verifyToken: identity.verifyToken,
    catalogue: () => catalogue,
  };
  const state = await bringAbout(deps, actor);
  const app = openApi(deps);
  const sessions = createSessions(deps);
  return {
    deps,
    state,
    actor,
    app,
    token: identity.token,
    routes: routesOf(deps),
    pass: granted.pass,
    /** The headers of a new session of a demo account, as the portal's own pages send them. */
    session: async (account: string): Promise<Readonly<Record<string, string>>> => {
      const id = await sessions.open(actor(account));
      const csrf = (await sessions.find(id))?.csrfToken ?? '';
      return { Cookie: `__Host-session=${id}`, Origin: portalUrl, 'X-CSRF-Token': csrf };
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await granted[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true });
    },
  };
}
