/** Where people sign in: apart from tokens, for what it takes is much, and only a sign-in needs it. */
import { claimNames, claimSettings, type Values } from './identity-provider.ts';
import { isLoopback } from './loopback.ts';
import { createSignIn, type SignIn } from './service/sign-in.ts';

export const signInSettings = [
  'PORTAL_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_SCOPE',
  ...claimSettings,
] as const;

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
