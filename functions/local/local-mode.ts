import { isLoopback } from '../loopback.ts';
import { isLoopbackAddress } from '../service/http/public-address.ts';
import type { Config } from './config.ts';

/** What local mode is known by. */
export type LocalSettings = Pick<Config, 'embeddedIssuer' | 'PORTAL_URL' | 'HOST'>;

/**
 * Why the embedded provider may not run here; undefined when it may. Its accounts have no passwords, so it is for
 * a platform that issues its own tokens and is reached from this very machine.
 */
export function notLocal({ embeddedIssuer, PORTAL_URL, HOST }: LocalSettings): string | undefined {
  if (!embeddedIssuer) return 'OIDC_ISSUER names another provider';
  if (!isLoopback(PORTAL_URL))
    return `PORTAL_URL is public (${new URL(PORTAL_URL).hostname}): set OIDC_ISSUER to your OpenID provider`;
  return HOST === 'localhost' || isLoopbackAddress(HOST)
    ? undefined
    : `HOST (${HOST}) lets other machines in: leave it out, or set OIDC_ISSUER to your OpenID provider`;
}

/** The embedded provider was asked for outside local mode; the message says why and what to do. */
export class NotLocal extends Error {
  override readonly name = 'NotLocal';
}

/** Throws `NotLocal` where the embedded provider may not run. */
export function assertLocal(config: LocalSettings): void {
  const refusal = notLocal(config);
  if (refusal) throw new NotLocal(`the embedded OpenID provider runs in local mode only: ${refusal}`);
}
