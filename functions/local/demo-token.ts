/**
 * Access tokens of demo accounts for scripts, signed with the embedded provider's own key. Whoever can read that
 * file owns the platform's data anyway; a grant type on the provider would hand tokens to everybody who reaches the
 * port.
 */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { claimNames } from '../identity-provider.ts';
import type { Config } from './config.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { assertLocal } from './local-mode.ts';
import type { OidcKeys } from './oidc-keys.ts';

export const tokenSeconds = 3600;
export const commandLineClient = 'command-line';

/** The claims that the platform reads of an account, under their configured names. */
export function claimsOf(
  { id, name, agency, roles, organisations = [] }: DemoAccount,
  config: Config,
): Record<string, string | boolean | string[] | object[]> {
  const names = claimNames(config);
  return {
    name,
    // Of the names that are kept for examples (RFC 2606): no mail gets anywhere.
    email: `${id}@mail.example`,
    email_verified: true,
    [names.roles]: [...roles],
    [names.organisations]: organisations.map((each) => ({
      [names.creditCode]: each.creditCode,
      [names.organisationName]: each.name,
    })),
    ...(agency !== undefined && { [names.agency]: agency }),
  };
}

/** A token (RFC 9068) valid for an hour from `now`. Throws `NotLocal` outside local mode. */
export async function signDemoToken(
  config: Config,
  { signing }: OidcKeys,
  account: DemoAccount,
  now: Date,
): Promise<string> {
  assertLocal(config);
  const issued = Math.floor(now.getTime() / 1000);
  const claims = { ...claimsOf(account, config), client_id: commandLineClient, scope: 'openid' };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid })
    .setIssuer(config.OIDC_ISSUER)
    .setAudience(config.OIDC_AUDIENCE)
    .setSubject(account.id)
    .setJti(randomUUID())
    .setIssuedAt(issued)
    .setExpirationTime(issued + tokenSeconds)
    .sign(await importJWK(signing, 'ES256'));
}
