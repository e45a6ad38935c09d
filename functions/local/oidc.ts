/**
 * The OpenID provider of local mode, with demo accounts that need no password. It refuses to start anywhere else.
 * Access tokens are JWTs (RFC 9068) for the platform's API, signed with a key that only this machine's user can read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { type Configuration, errors, Provider, type ResourceServer } from 'oidc-provider';
import type { Config } from './config.ts';
import { findAccount } from './demo-accounts.ts';
import { claimsOf, commandLineClient, tokenSeconds } from './demo-token.ts';
import { assertLocal } from './local-mode.ts';
import { type OidcKeys, openOidcKeys } from './oidc-keys.ts';
import { createOidcMemory } from './oidc-memory.ts';

export const oidcPath = '/oidc';

export interface EmbeddedProvider {
  /** Answers requests below `/oidc`. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  /** The keys that its tokens are checked with. */
  readonly keys: JWTVerifyGetKey;
}

/** Opens the provider. Throws outside local mode. */
export async function openProvider(config: Config): Promise<EmbeddedProvider> {
  assertLocal(config);
  const keys = await openOidcKeys(config.DATA_DIR);
  const provider = new Provider(config.OIDC_ISSUER, configuration(config, keys));
  const { d: _private, ...publicKey } = keys.signing;
  return {
    listener: mounted(provider),
    keys: createLocalJWKSet({ keys: [publicKey] }),
  };
}

function configuration(config: Config, keys: OidcKeys): Configuration {
  const resourceServer: ResourceServer = {
    scope: 'openid',
    audience: config.OIDC_AUDIENCE,
    accessTokenFormat: 'jwt',
    accessTokenTTL: tokenSeconds,
    jwt: { sign: { alg: 'ES256' } },
  };
  return {
    adapter: createOidcMemory(Date.now),
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: commandLineClient,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: async (_context, id) => {
      const account = findAccount(id);
      return account && { accountId: id, claims: async () => ({ sub: id, name: account.name }) };
    },
    extraTokenClaims: async (_context, token) => {
      const account = 'accountId' in token ? findAccount(String(token.accountId)) : undefined;
      return account && claimsOf(account, config);
    },
    features: {
      // Interactive sign-in belongs to the portal; until it has one, nobody signs in here.
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => config.OIDC_AUDIENCE,
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_context, resource) => {
          if (resource !== config.OIDC_AUDIENCE) throw new errors.InvalidTarget();
          return resourceServer;
        },
      },
    },
    responseTypes: ['code'],
    // Seconds.
    ttl: { AccessToken: tokenSeconds, IdToken: 600, Interaction: 600, Grant: 86_400, Session: 86_400 },
    interactions: { url: (_context, { uid }) => `${oidcPath}/interaction/${uid}` },
    pkce: { required: () => true },
    renderError: async (context, out) => {
      context.type = 'application/json';
      context.body = out;
    },
  };
}

/** No page of the provider runs, loads or is framed by anything. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Koa reads addresses below its own root; the mount path is found again from `originalUrl`. */
function mounted(provider: Provider): EmbeddedProvider['listener'] {
  const listener = provider.callback();
  return (request, response) => {
    const inside = (request.url ?? '').slice(oidcPath.length) || '/';
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    Object.assign(request, { originalUrl: request.url, url: inside.startsWith('/') ? inside : `/${inside}` });
    void listener(request, response);
  };
}
