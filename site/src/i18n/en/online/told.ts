import type { told as zh } from '../../zh/online/told.ts';

export const told: typeof zh = {
  unauthenticated: {
    title: 'You are signed out',
    advice: 'What you wrote is still on this page. Sign in in a new tab, come back here and send it again.',
  },
  'other-account': {
    title: 'Another account is signed in now',
    advice: 'This page belongs to the account before; nothing was sent. Sign in with that one and come back.',
  },
  'cross-site-request': { advice: 'Reload the page and try again.' },
  'csrf-token-invalid': { title: 'The sign-in has changed', advice: 'Reload the page and try again.' },
  'invalid-request': {
    title: 'Something is not as it has to be',
    advice: 'Check what you wrote and send it again.',
  },
  'party-undecided': {
    title: 'Not saved: no applicant is chosen yet',
    advice: 'Choose under “Applicant” for whom you apply.',
  },
  'wrong-status': {
    title: 'Not done: the application stands elsewhere now',
    advice: 'Look at it, then decide.',
  },
  'application-overtaken': {
    title: 'Not done: somebody else is changing the application',
    advice: 'Look at it, then decide.',
  },
  'form-incomplete': { title: 'The form is not complete yet', advice: 'Mend each of these:' },
  'not-corrected': {
    title: 'What was returned is unchanged',
    advice: 'Correct each of these, or explain below why it stays as it is:',
  },
  'unknown-item': { title: 'No correction of these was asked for', advice: 'Remove the explanations of:' },
  'already-told': {
    title: 'These cannot be returned again (Art. 34)',
    advice: 'They were visible at the earlier return and are unchanged. Decide, or leave these out:',
  },
  'grant-invalid': { title: 'The terms of the grant are not right', advice: 'Mend each of these:' },
  'opinion-pending': { advice: 'Wait for its opinion, or decide without.' },
  'people-required': {
    title: 'The list of people is not right',
    advice: 'At least one, and each account once.',
  },
  'attachment-not-uploaded': { title: 'A file was not uploaded', advice: 'Remove these and add them again:' },
  'attachment-refused': {
    title: 'This file cannot be attached',
    advice: 'Its content must be what its name says, undamaged, without macros or embedded programs.',
  },
  'too-large': { title: 'Too large', advice: 'Make it smaller and try again.' },
  'signature-refused': {
    title: 'The signature provider did not sign',
    advice: 'Try again in a while; if it fails again, ask the agency.',
  },
  'identity-unavailable': { title: 'Signing in is not possible now', advice: 'Try again in a while.' },
  'idempotency-in-progress': {
    title: 'The last attempt is still being worked on',
    advice: 'Try again in a while; nothing is done twice.',
  },
  'share-terms-unfit': {
    title: 'What is asked for or granted does not fit the data',
    advice:
      'Check columns, ways of fetching, requests and term: no more than the dataset has and was asked for.',
  },
  'share-scenario-unfit': {
    title: 'The need goes beyond the chosen scenario',
    advice: 'Choose only the columns that it lists, or have the request reviewed without it.',
  },
  'harvested-not-publishable': {
    title: 'The entry cannot be accepted as it is',
    advice: 'Correct every item listed above.',
  },
  'scenario-unfit': {
    title: 'What is listed does not fit the catalogue',
    advice: 'Check datasets, columns and agencies.',
  },
  busy: { title: 'The platform is busy', advice: 'Try again in a while.' },
  'grant-not-active': { title: 'The grant has no effect (any more)', advice: 'Look at how it stands now.' },
  'keys-overtaken': {
    title: 'Not changed: somebody else is changing these keys',
    advice: 'Look at them, then try again.',
  },
};
