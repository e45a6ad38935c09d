/** What a person is told when a sign-in comes to nothing: a page of the portal, instead of a problem for machines. */
import { accepts } from 'hono/accepts';
import type { AppContext } from '../deps.ts';
import { longestReturn, returnPath } from './return-path.ts';

/** Each has a page of its own, so that nothing is shown that an address could bring along. */
export const signInFailures = [
  'expired',
  'declined',
  'mismatch',
  'provider',
  'account',
  'unavailable',
] as const;
export type SignInFailure = (typeof signInFailures)[number];

const pages = '/sign-in-failed';
const isFailurePage = (path: string): boolean => new RegExp(`^(?:/en)?${pages}/`).test(path);

export const isEnglish = (path: string): boolean => /^\/en(?:[/?#]|$)/.test(path);

/** Whether a browser asks for itself, not a program: only browsers ask for pages by name. */
export const asksForPage = (c: AppContext): boolean =>
  accepts(c, {
    header: 'Accept',
    supports: ['application/problem+json', 'application/json', 'text/html'],
    default: 'application/problem+json',
  }) === 'text/html';

/** The page that says why, in the language of the page where the sign-in began; it remembers that one. */
export function failurePage(failure: SignInFailure, returnTo = '/'): string {
  const address = `${isEnglish(returnTo) ? '/en' : ''}${pages}/${failure}/`;
  const remembering = `${address}?${new URLSearchParams({ return: returnTo })}`;
  return returnTo === '/' || remembering.length > longestReturn ? address : remembering;
}

/** Where a sign-in leads that was begun at `path`: from the page of a failed one, to where that one was to lead. */
export function signInTarget(path: string, portalUrl: string): string {
  if (!isFailurePage(path)) return path;
  const before = new URL(path, portalUrl).searchParams.get('return') ?? '';
  const target = returnPath(before, portalUrl);
  return target === undefined || isFailurePage(target) ? (isEnglish(path) ? '/en/' : '/') : target;
}
