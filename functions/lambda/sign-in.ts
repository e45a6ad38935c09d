/** Signing in from a function: the secret of the client is read when somebody signs in, and kept by this process. */
import { signInOf, signInSettings } from '../identity-provider.ts';
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

async function open(): Promise<SignIn> {
  const values = environment(...signInSettings);
  const { OIDC_CLIENT_SECRET_PARAMETER: name } = environment('OIDC_CLIENT_SECRET_PARAMETER');
  if (name === '') return signInOf(values);
  // Loaded with the first sign-in; of the SDK no more than this takes.
  const { readSecret } = await import('./secret.ts');
  return signInOf({ ...values, OIDC_CLIENT_SECRET: await readSecret(name) });
}
