/** Signing in from a function: the secret of the client is read when somebody signs in, and kept by this process. */
import type { SignIn } from '../service/sign-in.ts';
import { environment } from './environment.ts';

export function openSignIn(): SignIn {
  let opened: Promise<SignIn> | undefined;
  const signIn = (): Promise<SignIn> => {
    opened ??= open();
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  return {
    begin: async (...given) => (await signIn()).begin(...given),
    finish: async (...given) => (await signIn()).finish(...given),
    end: async (...given) => (await signIn()).end(...given),
  };
}

/** What signing in takes is loaded with the first sign-in; of the SDK no more than this needs. */
async function open(): Promise<SignIn> {
  const { signInOf, signInSettings } = await import('../identity-provider-sign-in.ts');
  const values = environment(...signInSettings);
  const { OIDC_CLIENT_SECRET_PARAMETER: name } = environment('OIDC_CLIENT_SECRET_PARAMETER');
  if (name === '') return signInOf(values);
  const { readSecret } = await import('./secret.ts');
  return signInOf({ ...values, OIDC_CLIENT_SECRET: await readSecret(name) });
}
