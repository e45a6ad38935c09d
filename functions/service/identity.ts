/** Who a bearer token speaks for: JWT access tokens (RFC 9068) of the configured OpenID provider. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
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
 * `IdentityOutage` when the keys cannot be read. An ID token does not pass: its audience is a client.
 */
export function createTokenVerifier({ issuer, audience, keys, claims, now }: IdentityOptions) {
  return async (token: string): Promise<Actor | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
        currentDate: now(),
      });
      const actor = actorOf(payload, claims);
      return actor && { ...actor, session: sha256(token) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
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
