/** The OpenID provider that the settings name: whose tokens are believed. */
import type { JWTVerifyGetKey } from 'jose';
import type { Now } from './service/clock.ts';
import { createTokenVerifier, issuerKeys } from './service/identity.ts';
import type { ClaimNames } from './service/identity-claims.ts';
import type { SettingName } from './settings.ts';

export const claimSettings = [
  'OIDC_CLAIM_AGENCY',
  'OIDC_CLAIM_ROLES',
  'OIDC_CLAIM_ORGANISATIONS',
  'OIDC_CLAIM_CREDIT_CODE',
  'OIDC_CLAIM_ORGANISATION_NAME',
] as const satisfies readonly SettingName[];
export const tokenSettings = ['OIDC_ISSUER', 'OIDC_AUDIENCE', ...claimSettings] as const;

export type Values<Names extends readonly SettingName[]> = Readonly<Record<Names[number], string>>;

/** Under which names the provider tells of an account. */
export const claimNames = (values: Values<typeof claimSettings>): ClaimNames => ({
  agency: values.OIDC_CLAIM_AGENCY,
  roles: values.OIDC_CLAIM_ROLES,
  organisations: values.OIDC_CLAIM_ORGANISATIONS,
  creditCode: values.OIDC_CLAIM_CREDIT_CODE,
  organisationName: values.OIDC_CLAIM_ORGANISATION_NAME,
});

/** `keys`: those of the issuer; read from its published ones when left out. */
export function tokenVerifierOf(
  values: Values<typeof tokenSettings>,
  now: Now,
  keys: JWTVerifyGetKey = issuerKeys(values.OIDC_ISSUER),
) {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  return createTokenVerifier({ issuer, audience, claims: claimNames(values), keys, now });
}
