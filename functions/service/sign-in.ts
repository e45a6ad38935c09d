/** Signing people in with any OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core, 3.1). */
import * as oidc from 'openid-client';
import type { Actor } from '../domain/actor.ts';
import { actorOf, areTold, type ClaimNames, type Claims, withUserInfo } from './identity-claims.ts';
import { IdentityOutage } from './identity-outage.ts';

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Without one, the client is public and PKCE alone protects the code. */
  readonly clientSecret?: string;
  /** Separated by spaces; `openid` among them. */
  readonly scope: string;
  readonly claims: ClaimNames;
  /** Public base URL of the portal, without a slash at the end. */
  readonly portalUrl: string;
  /** Whether the provider may be reached without TLS: on this very machine only. */
  readonly allowInsecure: boolean;
}

/** What the browser keeps between leaving for the provider and coming back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly actor: Actor; readonly idToken: string }
  /** The person said no, or the provider did. */
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'failed'; readonly reason: SignInFault };

/**
 * `provider`: it reports an error; `code`: it does not take the code (any more); `answer`: its answer is not to our
 * question; `claims`: it does not say who the account is.
 */
export type SignInFault = 'provider' | 'code' | 'answer' | 'claims';

export interface SignInBeginning {
  /**
   * The provider asks who it is although it may still know (OpenID Connect Core, 3.1.2.1, `prompt`): after a sign-out
   * that it was not told of, it would sign the same account in again without a word.
   */
  readonly asksAgain?: boolean;
}

export interface SignIn {
  /** Where to send the browser, and what it must bring back. Throws `IdentityOutage`. */
  begin(
    returnTo: string,
    locale: 'zh-CN' | 'en',
    options?: SignInBeginning,
  ): Promise<{ address: string; pending: PendingSignIn }>;
  /** What the provider's answer is worth; `query` as it stood in the address. Throws `IdentityOutage`. */
  finish(query: string, pending: PendingSignIn): Promise<SignInResult>;
  /** Where to send the browser to sign out at the provider too; the portal when it has no such place or cannot be asked. */
  end(idToken: string | undefined): Promise<string>;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { issuer, claims, scope, portalUrl } = options;
  const redirectUri = `${portalUrl}/auth/callback`;
  const provider = discoverOnce(options);
  return {
    begin: async (returnTo, locale, { asksAgain = false } = {}) => {
      const config = await provider();
      const verifier = oidc.randomPKCECodeVerifier();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, returnTo };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ui_locales: locale,
        ...(asksAgain && { prompt: 'login' }),
      });
      return { address: address.href, pending };
    },
    finish: async (query, pending) => {
      const config = await provider();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        });
        const actor = actorOf(await claimsOf(config, tokens, options), claims);
        if (!actor || !tokens.id_token) return { outcome: 'failed', reason: 'claims' };
        return { outcome: 'signed-in', actor, idToken: tokens.id_token };
      } catch (error) {
        return refusalOf(error) ?? thrown(issuer, error);
      }
    },
    end: (idToken) => endAddress(provider, portalUrl, idToken),
  };
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/**
 * Of the ID token; where that says nothing of roles and organisations, or not the address that was asked for, with what the
 * userinfo endpoint adds. An address is no reason to turn anybody away: a provider that does not take its access token
 * there (it is for an API) leaves the account without one.
 */
async function claimsOf(
  config: oidc.Configuration,
  tokens: Tokens,
  { claims: names, scope }: SignInOptions,
): Promise<Claims> {
  const claims = tokens.claims();
  if (!claims) return {};
  const isEnough = areTold(claims, names);
  const wantsAddress = scope.split(' ').includes('email') && !Object.hasOwn(claims, 'email');
  if ((isEnough && !wantsAddress) || !config.serverMetadata().userinfo_endpoint) return claims;
  try {
    return withUserInfo(claims, await oidc.fetchUserInfo(config, tokens.access_token, claims.sub));
  } catch (error) {
    if (isEnough && error instanceof oidc.WWWAuthenticateChallengeError) return claims;
    throw error;
  }
}

async function endAddress(
  provider: () => Promise<oidc.Configuration>,
  portalUrl: string,
  idToken: string | undefined,
): Promise<string> {
  const home = `${portalUrl}/`;
  let config: oidc.Configuration;
  try {
    config = await provider();
  } catch (error) {
    // The session here is ended already; the provider's ends by its own clock.
    if (error instanceof IdentityOutage) return home;
    throw error;
  }
  if (!config.serverMetadata().end_session_endpoint) return home;
  const parameters = {
    post_logout_redirect_uri: home,
    ...(idToken !== undefined && { id_token_hint: idToken }),
  };
  return oidc.buildEndSessionUrl(config, parameters).href;
}

/** Discovery when first needed; kept once it succeeded. */
function discoverOnce(options: SignInOptions): () => Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, allowInsecure } = options;
  let discovered: oidc.Configuration | undefined;
  const auth = clientSecret ? secretAuth(clientSecret) : oidc.None();
  // The signature of the ID token is checked too, though TLS vouches for it: one check less to depend on.
  const execute = [oidc.enableNonRepudiationChecks, ...(allowInsecure ? [oidc.allowInsecureRequests] : [])];
  return async () => {
    try {
      discovered ??= await oidc.discovery(new URL(issuer), clientId, {}, auth, { execute, timeout: 5 });
      return discovered;
    } catch (error) {
      return thrown(issuer, error);
    }
  };
}

/** As the provider takes it; one that does not say takes HTTP Basic (OpenID Connect Discovery, 3). */
function secretAuth(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Codes of `openid-client` for an answer that is not the one to our question, or not for us. */
const failures: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

/** Undefined for what is neither the person's nor the answer's fault. */
function refusalOf(error: unknown): Exclude<SignInResult, { outcome: 'signed-in' }> | undefined {
  if (error instanceof oidc.AuthorizationResponseError)
    return error.error === 'access_denied'
      ? { outcome: 'declined' }
      : { outcome: 'failed', reason: 'provider' };
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
    return { outcome: 'failed', reason: 'code' };
  if (error instanceof oidc.ClientError && failures.has(error.code))
    return { outcome: 'failed', reason: 'answer' };
  return undefined;
}

/** Network, misconfiguration, a provider's fault: an outage. A call that was wrong in itself is a bug and stays one. */
function thrown(issuer: string, error: unknown): never {
  const { code } = Object(error) as { code?: unknown };
  if (error instanceof TypeError && code !== undefined) throw error;
  const why = typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown';
  throw new IdentityOutage(`${issuer} cannot be used to sign in: ${why}`, { cause: error });
}
