import type { Context, Next } from 'hono';
import { problem } from '../answer.ts';
import type { Env } from '../deps.ts';

/** Percent-encoded ASCII as itself; what is not encoding stays, and nothing throws. */
const decoded = (url: string): string =>
  url.replaceAll(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * Refuses every address with an access key in it (OWASP ASVS 14.2.1), whatever it asks for: addresses end up in logs,
 * histories and referrers, and a key that works there will be sent there.
 */
export async function refuseKeyInUrl(c: Context<Env>, next: Next): Promise<Response | undefined> {
  if (decoded(c.req.url).includes('jlod_live_')) return problem(c, 'key-in-url');
  await next();
  return undefined;
}
