import type { Context, Next } from 'hono';
import type { Env } from '../deps.ts';

/** The portal has no inline script or style and talks to nobody else. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ');

/** For everything that is not a page: nothing in it may run, wherever it is opened. */
export const dataPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

export const always: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** What a page of another origin may learn of an answer. */
export const exposed =
  'Content-Disposition, Content-Length, Content-Range, Accept-Ranges, ETag, Link, Retry-After, X-Request-Id';

/** Where the portal is reached by HTTPS: two years of nothing else. */
export const transportSecurity = 'max-age=63072000; includeSubDomains';

/** Headers of every answer (OWASP ASVS 3.4). A policy that an answer brings along is kept. */
export function securityHeaders(portalUrl: string) {
  const isHttps = portalUrl.startsWith('https://');
  return async (c: Context<Env>, next: Next): Promise<void> => {
    await next();
    const { headers } = c.res;
    const isPage = /^text\/html\b/i.test(headers.get('Content-Type') ?? '');
    for (const [name, value] of Object.entries(always)) headers.set(name, value);
    if (!headers.has('Content-Security-Policy'))
      headers.set('Content-Security-Policy', isPage ? pagePolicy : dataPolicy);
    if (isHttps) headers.set('Strict-Transport-Security', transportSecurity);
    const isOpen = c.get('isOpenData') === true && !isPage;
    headers.set('Cross-Origin-Resource-Policy', isOpen ? 'cross-origin' : 'same-origin');
    if (!isOpen) return;
    headers.set('Access-Control-Allow-Origin', '*');
    headers.set('Access-Control-Expose-Headers', exposed);
  };
}

/** The answer to a preflight for open data: reading, from anywhere, without credentials. */
export function preflight(c: Context<Env>): Response {
  return c.body(null, 204, {
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Headers': 'Accept, Authorization, If-None-Match, If-Range, Range',
    'Access-Control-Max-Age': '86400',
    Allow: 'GET, HEAD, OPTIONS',
  });
}
