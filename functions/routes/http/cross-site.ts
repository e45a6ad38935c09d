/** Keeps other sites from acting through a signed-in browser. No request is ever exempt because of an earlier one. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from '../answer.ts';
import type { AppContext } from '../deps.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
export const csrfHeader = 'X-CSRF-Token';

/**
 * Why a request that brings a session's cookie may not act; undefined when it may. Three locks, each enough by
 * itself: the browser says that the portal's own page asks, the body is of a type that no form of another site can
 * send unasked, and the header holds the session's own token.
 */
export function crossSiteRefusal(c: AppContext, csrfToken: string): Response | undefined {
  if (safeMethods.has(c.req.method)) return undefined;
  if (!isSameOrigin(c))
    return problem(c, 'cross-site-request', { detail: `The request does not come from ${c.var.portalUrl}.` });
  if (!/^(?:application\/json|multipart\/form-data)(?:;|$)/i.test(c.req.header('Content-Type') ?? ''))
    return problem(c, 'unsupported-media-type', {
      detail: 'With a session, send application/json or multipart/form-data.',
    });
  const given = c.req.header(csrfHeader);
  return given !== undefined && isEqual(given, csrfToken) ? undefined : problem(c, 'csrf-token-invalid');
}

/** Browsers send at least one of the two; neither may contradict. */
function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  if (site === undefined && origin === undefined) return false;
  const isOwn = origin === undefined || origin === new URL(c.var.portalUrl).origin;
  return isOwn && (site === undefined || site === 'same-origin');
}

/** In constant time, whatever the lengths. */
const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
