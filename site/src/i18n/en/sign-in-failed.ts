import type { signInFailed as zh } from '../zh/sign-in-failed.ts';

export const signInFailed: typeof zh = {
  reasons: {
    expired: {
      title: 'The sign-in has expired',
      text: 'It was not finished within ten minutes, or was not begun in this browser. Sign in again: in one window, with cookies of this site allowed.',
    },
    declined: {
      title: 'The sign-in was cancelled',
      text: 'You cancelled at the identity provider, or did not agree to share the account with this site. Open data can be read and downloaded without signing in.',
    },
    mismatch: {
      title: 'The sign-in was not completed',
      text: 'The answer of the identity provider does not fit this sign-in and was not used, for safety. Perhaps several sign-in windows were open, or an address was used twice.',
    },
    provider: {
      title: 'The identity provider did not complete the sign-in',
      text: 'The identity provider reports an error. Sign in again; if it persists, contact whoever runs the identity provider.',
    },
    account: {
      title: 'This account cannot sign in here',
      text: 'The identity provider does not tell the account’s id or its roles. Use another account, or ask your organisation to check this one.',
    },
    unavailable: {
      title: 'The identity provider is out of reach',
      text: 'Signing in is not possible now; try again in a while. Open data can be read and downloaded without signing in.',
    },
  },
  again: 'Sign in again',
  home: 'To the home page',
  back: 'Back to the page before',
};
