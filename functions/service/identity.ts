/** Who a bearer token speaks for: JWT access tokens (RFC 9068) of the configured OpenID provider. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Actor } from '../domain/actor.ts';
import type { Now } from './clock.ts';
import { sha256 } from './event-log.ts';
import { actorOf, type ClaimNames } from './identity-claims.ts';
import { IdentityOutage } from './identity-outage.ts';

export interface IdentityOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly claims: ClaimNames;
  readonly now: Now;
}

const algorithms = ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'];

/**
 * Checks signature, issuer, audience and dates. The answer is undefined for any token that is not valid. Throws
 * `IdentityOutage` when the keys cannot be read. An ID token does not pass: its audience is a client and, where that is
 * configured to be the API's as well, it looks like one. It is shown to the provider in an address when people sign out.
 */
export function createTokenVerifier({ issuer, audience, keys, claims, now }: IdentityOptions) {
  return async (token: string): Promise<Actor | undefined> => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
        currentDate: now(),
      });
      if (isForSigningIn(payload, protectedHeader.typ)) return undefined;
      const actor = actorOf(payload, claims);
      return actor && { ...actor, session: sha256(token) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

/** What only ID tokens and logout tokens have (OpenID Connect Core, 2 and 3.1.3.6; Back-Channel Logout, 2.4). */
function isForSigningIn(payload: JWTPayload, type: string | undefined): boolean {
  const has = (name: string) => Object.hasOwn(payload, name);
  const isUnlikeAccess = !has('scope') && !has('client_id');
  return (
    /^(?:application\/)?logout\+jwt$/i.test(type ?? '') ||
    payload.typ === 'ID' ||
    ['at_hash', 'c_hash', 'events'].some(has) ||
    (has('nonce') && isUnlikeAccess)
  );
}

/** The keys that `issuer` publishes (OpenID Connect Discovery), fetched when first needed and kept. */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    try {
      discovered ??= discover(issuer);
      const keys = await discovered;
      return await keys(header, token);
    } catch (error) {
      const isOfTheToken =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      if (isOfTheToken) throw error;
      discovered = undefined;
      throw new IdentityOutage(`the keys of ${issuer} cannot be read`, { cause: error });
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000), redirect: 'error' });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  const { jwks_uri: uri, issuer: named } = (await response.json()) as Record<string, unknown>;
  if (named !== issuer || typeof uri !== 'string') throw new Error(`${address} describes another issuer`);
  return createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000 });
}
