/** Interactive sign-in of the embedded provider: a page with the demo accounts, and what choosing one does. */

import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { errors, type Provider } from 'oidc-provider';
import type { Locale } from '../../site/src/i18n/index.ts';
import type { Config } from './config.ts';
import { findAccount } from './demo-accounts.ts';
import { expiredPage, loginPage } from './login-page.ts';
import { hasMailbox } from './mailbox-page.ts';

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

/** The portal's own sheets, as far as these pages need them, and their own. */
const sheets = ['tokens.css', 'base.css', 'layout.css', 'controls.css', 'local.css'];
const styles = join(import.meta.dirname, '../../site/src/styles');
const mostBytes = 4096;

/** Adds the pages to a provider. Paths are below its mount. */
export function addLoginPages(provider: Provider, config: Config): void {
  provider.use(async (c, next) => {
    const [, uid] = /^\/interaction\/([\w-]+)$/.exec(c.path) ?? [];
    if (c.path === '/style.css' && c.method === 'GET') return sendStyle(c);
    if (uid === undefined || (c.method !== 'GET' && c.method !== 'POST')) return next();
    try {
      const { params, ...interaction } = await provider.interactionDetails(c.req, c.res);
      if (interaction.jti !== uid) throw new errors.SessionNotFound('another interaction');
      const account = c.method === 'POST' ? findAccount(await chosenAccount(c.req)) : undefined;
      if (account) return await signIn(provider, config, c, account.id, params);
      return sendPage(
        c,
        c.method === 'POST' ? 400 : 200,
        loginPage(localeOf(params.ui_locales), uid, hasMailbox(config)),
      );
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      // Who went back to this page after signing in: the portal knows whether they are.
      if (c.method === 'GET') return seeOther(c, `${config.PORTAL_URL}/auth/callback`);
      return sendPage(c, 400, expiredPage('zh'));
    }
  });
}

/** The first language that the client asked for, where it is one of the portal's. */
export const localeOf = (uiLocales: unknown): Locale =>
  typeof uiLocales === 'string' && uiLocales.startsWith('en') ? 'en' : 'zh';

export function sendPage(
  c: Pick<Context, 'set' | 'status' | 'body' | 'type'>,
  status: number,
  html: string,
): void {
  c.set('Cache-Control', 'no-store');
  c.status = status;
  c.type = 'html';
  c.body = html;
}

function seeOther(c: Context, address: string): void {
  c.status = 303;
  c.redirect(address);
}

/** Signs in, and grants what the client asked for: there is nobody to ask, the accounts belong to no one. */
async function signIn(
  provider: Provider,
  { OIDC_AUDIENCE }: Config,
  c: Context,
  accountId: string,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  grant.addResourceScope(OIDC_AUDIENCE, 'openid');
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  const returnTo = await provider.interactionResult(c.req, c.res, result, { mergeWithLastSubmission: false });
  seeOther(c, returnTo);
}

/** The account in a form's body; empty when there is none, or the body is longer than any form of ours. */
async function chosenAccount(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return '';
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('account') ?? '';
}

async function sendStyle(c: Context): Promise<void> {
  const texts = await Promise.all(sheets.map((name) => readFile(join(styles, name), 'utf8')));
  c.type = 'css';
  c.body = texts.join('\n');
}
