import type { signIn as zh } from '../zh/sign-in.ts';

export const signIn: typeof zh = {
  title: 'Choose a demo account',
  lead: 'A sign-in for demonstration on this machine: the accounts need no password and are nobody real. In production people sign in with the unified identity provider.',
  kinds: { person: 'A person', enterprise: 'Enterprises', official: 'Agencies, supervision and audit' },
  accounts: {
    person: 'applies for herself or himself',
    'enterprise-a': 'Songjiang Example Data Technology',
    'enterprise-b': 'Changbai Mountain Example Tourism Information',
    agent: 'acts for both enterprises',
    'market-publisher': 'Market Regulation, publishes',
    'market-reviewer': 'Market Regulation, reviews',
    'ecology-publisher': 'Ecology and Environment, publishes',
    'ecology-reviewer': 'Ecology and Environment, reviews',
    department: 'Housing and Urban-Rural Development, responsible department',
    supervisor: 'the Bureau, supervises',
    auditor: 'audits',
  },
  expired: {
    title: 'The sign-in has expired',
    text: 'This sign-in has ended or took too long.',
    again: 'Sign in again',
  },
  signOut: {
    title: 'Sign out of the demonstration',
    text: 'Your session at the portal has ended. When you sign in again, you can choose another account.',
    button: 'Sign out',
  },
  signedOut: {
    title: 'Signed out',
    text: 'The demonstration sign-in has ended.',
    home: 'Back to the home page',
  },
};
