/**
 * The OpenID provider of local mode, with demo accounts that need no password. It refuses to start anywhere else.
 * Access tokens are JWTs (RFC 9068) for the platform's API, signed with a key that only this machine's user can read.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import {
  type ClientMetadata,
  type Configuration,
  errors,
  Provider,
  type ResourceServer,
} from 'oidc-provider';
import { claimNames } from '../identity-provider.ts';
import { isLoopback } from '../loopback.ts';
import type { Config } from './config.ts';
import { findAccount } from './demo-accounts.ts';
import { claimsOf, commandLineClient, tokenSeconds } from './demo-token.ts';
import { assertLocal } from './local-mode.ts';
import { addLoginPages, localeOf, sendPage } from './login.ts';
import { signedOutPage, signOutPage } from './login-page.ts';
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
  addLoginPages(provider, config);
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
  const { agency, roles, organisations } = claimNames(config);
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
      portalClient(config),
    ],
    claims: {
      openid: ['sub'],
      profile: ['name', agency, roles, organisations],
      email: ['email', 'email_verified'],
    },
    // The portal reads the ID token; access tokens are for the API, not for the userinfo endpoint.
    conformIdTokenClaims: false,
    findAccount: async (_context, id) => {
      const account = findAccount(id);
      return account && { accountId: id, claims: async () => ({ sub: id, ...claimsOf(account, config) }) };
    },
    extraTokenClaims: async (_context, token) => {
      const account = 'accountId' in token ? findAccount(String(token.accountId)) : undefined;
      return account && claimsOf(account, config);
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (c, form) => sendPage(c, 200, signOutPage(localeOf(c.oidc.params?.ui_locales), form)),
        postLogoutSuccessSource: (c) => sendPage(c, 200, signedOutPage('zh')),
      },
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

/** The portal, which signs people in with a code and PKCE; its addresses must match to the letter. */
function portalClient({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PORTAL_URL }: Config): ClientMetadata {
  const isPublic = OIDC_CLIENT_SECRET === '';
  return {
    client_id: OIDC_CLIENT_ID,
    ...(!isPublic && { client_secret: OIDC_CLIENT_SECRET }),
    token_endpoint_auth_method: isPublic ? 'none' : 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    redirect_uris: [`${PORTAL_URL}/auth/callback`],
    post_logout_redirect_uris: [`${PORTAL_URL}/`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
}

/**
 * No page of the provider runs, loads or is framed by anything but its own sheet. It adds the hash of a script of its
 * own where a form must send itself.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];
const headers = {
  'Content-Security-Policy': contentPolicy.join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Koa reads addresses below its own root; the mount path is found again from `originalUrl`. A name of others that leads
 * to this machine (DNS rebinding) is answered nothing: to the browser its page would be of one origin with the accounts.
 */
function mounted(provider: Provider): EmbeddedProvider['listener'] {
  const listener = provider.callback();
  return (request, response) => {
    const inside = (request.url ?? '').slice(oidcPath.length) || '/';
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!isLoopback(`http://${request.headers.host}`)) {
      response.writeHead(421, { 'Content-Type': 'application/json' });
      response.end('{"error":"invalid_request","error_description":"This name is not of this machine."}');
      return;
    }
    Object.assign(request, { originalUrl: request.url, url: inside.startsWith('/') ? inside : `/${inside}` });
    void listener(request, response);
  };
}
