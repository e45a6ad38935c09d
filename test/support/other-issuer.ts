/**
 * An OpenID provider that is not ours: RSA keys, a secret that it takes in the body, claims at its userinfo endpoint
 * under names of its own, no place to sign out. Whoever comes is signed in at once.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { createOidcMemory } from '../../functions/local/oidc-memory.ts';

export interface OtherIssuer {
  readonly issuer: string;
  /** Routes of the provider in the order in which they answered. */
  readonly asked: string[];
  /** Answers 503 to everything from now on, or not any more. */
  fail(isDown: boolean): void;
  close(): Promise<void>;
}

export interface OtherIssuerOptions {
  readonly redirectUri: string;
  readonly secret: string;
  /** Of the one account, `li`. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signOut?: boolean;
}

const emailClaims = ['email', 'email_verified'];

export async function openOtherIssuer(options: OtherIssuerOptions): Promise<OtherIssuer> {
  const { redirectUri, secret, claims, signOut = false } = options;
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    adapter: createOidcMemory(Date.now),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of this test'] },
    clients: [
      {
        client_id: 'jilin',
        client_secret: secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [redirectUri],
      },
    ],
    clientAuthMethods: ['client_secret_post'],
    scopes: ['openid', 'profile', 'email'],
    claims: {
      openid: ['sub'],
      profile: Object.keys(claims).filter((name) => !emailClaims.includes(name)),
      email: emailClaims,
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: signOut } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, IdToken: 60, Interaction: 60, Grant: 60, Session: 60 },
  });
  const asked: string[] = [];
  provider.use(async (context, next) => {
    asked.push(context.path.replace(/\/[\w-]{20,}$/, ''));
    if (!context.path.startsWith('/interaction/')) return next();
    const { params } = await provider.interactionDetails(context.req, context.res);
    const grant = new provider.Grant({ accountId: 'li', clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const result = { login: { accountId: 'li' }, consent: { grantId: await grant.save() } };
    context.redirect(await provider.interactionResult(context.req, context.res, result));
  });
  const answer = provider.callback();
  let isDown = false;
  listener = (request, response) => (isDown ? response.writeHead(503).end() : void answer(request, response));
  return {
    issuer,
    asked,
    fail: (value) => {
      isDown = value;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
