import type { shared as zh } from '../../zh/online/shared.ts';
import { caseWords } from './case.ts';
import { formWords } from './form.ts';
import { noticeWords } from './notices.ts';
import { told } from './told.ts';
import { webhookWords } from './webhooks.ts';

export const shared: typeof zh = {
  ...caseWords,
  ...formWords,
  ...noticeWords,
  ...webhookWords,
  told,
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
    mine: 'My applications',
  },
  offline: {
    title: 'No answer came',
    text: 'The network may be down or the platform under maintenance. What you wrote is not lost; try again in a while.',
  },
  again: 'Try again',
  refresh: 'See how it stands now',
  signInElsewhere: 'Sign in in a new tab',
  more: 'Show more',
  back: '‹ Back to the list',
  remove: 'Remove',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Selected: copy it by hand',
  colon: ': ',
  comma: ', ',
  listComma: ', ',
  semicolon: '; ',
  open: ' (',
  close: ')',
  none: '—',
  person: 'in person',
  happened: 'Somebody was faster: {what}, {at}.',
  allowed: ' (allowed: {allowed})',
  list: {
    head: {
      dataset: 'Dataset',
      party: 'Applicant',
      agency: 'Agency',
      status: 'Status',
      due: 'Due',
      submitted: 'Submitted',
    },
    empty: 'No applications.',
    until: 'until {date}',
    saved: 'saved {date}',
    nudged: 'nudged {n} times',
    escalated: 'escalated',
  },
};
