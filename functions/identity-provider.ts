/** The OpenID provider that the settings name: whose tokens are believed, and where people sign in. */
import type { JWTVerifyGetKey } from 'jose';
import { isLoopback } from './loopback.ts';
import type { Now } from './service/clock.ts';
import { createTokenVerifier, issuerKeys } from './service/identity.ts';
import type { ClaimNames } from './service/identity-claims.ts';
import { createSignIn, type SignIn } from './service/sign-in.ts';
import type { SettingName } from './settings.ts';

export const claimSettings = [
  'OIDC_CLAIM_AGENCY',
  'OIDC_CLAIM_ROLES',
  'OIDC_CLAIM_ORGANISATIONS',
  'OIDC_CLAIM_CREDIT_CODE',
  'OIDC_CLAIM_ORGANISATION_NAME',
] as const satisfies readonly SettingName[];
export const tokenSettings = ['OIDC_ISSUER', 'OIDC_AUDIENCE', ...claimSettings] as const;
export const signInSettings = [
  'PORTAL_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_SCOPE',
  ...claimSettings,
] as const;

type Values<Names extends readonly SettingName[]> = Readonly<Record<Names[number], string>>;

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

export function signInOf(values: Values<typeof signInSettings>): SignIn {
  return createSignIn({
    issuer: values.OIDC_ISSUER,
    clientId: values.OIDC_CLIENT_ID,
    ...(values.OIDC_CLIENT_SECRET !== '' && { clientSecret: values.OIDC_CLIENT_SECRET }),
    scope: values.OIDC_SCOPE,
    claims: claimNames(values),
    portalUrl: values.PORTAL_URL,
    allowInsecure: isLoopback(values.OIDC_ISSUER),
  });
}
