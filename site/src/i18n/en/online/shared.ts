import type { shared as zh } from '../../zh/online/shared.ts';
import { caseWords } from './case.ts';
import { formWords } from './form.ts';

export const shared: typeof zh = {
  ...caseWords,
  ...formWords,
  loading: 'Reading…',
  needsScript: 'This page needs JavaScript. Without it, use the interface: see the page for developers.',
  signIn: {
    title: 'Please sign in',
    text: 'Applications, keys and records are shown only to the person, the organisation acted for, and the agency that decides. You come back to this page.',
    button: 'Sign in',
  },
  notForYou: {
    title: 'This page belongs to another office',
    text: 'The account “{name}” does not hold it. Sign out and use another account.',
  },
  offline: {
    title: 'No answer came',
    text: 'The network may be down or the platform under maintenance. What you wrote is still on this page; try again in a while.',
  },
  again: 'Try again',
  more: 'Show more',
  back: '‹ Back to the list',
  remove: 'Remove',
  copy: 'Copy',
  copied: 'Copied',
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  open: ' (',
  close: ')',
  none: '—',
  person: 'in person',
  happened: 'What happened before',
  allowed: ' (allowed: {allowed})',
  list: {
    head: { dataset: 'Dataset', party: 'Applicant', status: 'Status', due: 'Due', submitted: 'Submitted' },
    empty: 'No applications.',
  },
};
