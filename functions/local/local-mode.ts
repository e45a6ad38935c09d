import { isLoopback } from '../loopback.ts';
import type { Config } from './config.ts';

/**
 * Why the embedded provider may not run here; undefined when it may. Its accounts have no passwords, so it is for
 * a platform that issues its own tokens and is reached from this very machine.
 */
export function notLocal({
  embeddedIssuer,
  PORTAL_URL,
}: Pick<Config, 'embeddedIssuer' | 'PORTAL_URL'>): string | undefined {
  if (!embeddedIssuer) return 'OIDC_ISSUER names another provider';
  return isLoopback(PORTAL_URL)
    ? undefined
    : `PORTAL_URL is public (${new URL(PORTAL_URL).hostname}): set OIDC_ISSUER to your OpenID provider`;
}

/** The embedded provider was asked for outside local mode; the message says why and what to do. */
export class NotLocal extends Error {
  override readonly name = 'NotLocal';
}

/** Throws `NotLocal` where the embedded provider may not run. */
export function assertLocal(config: Parameters<typeof notLocal>[0]): void {
  const refusal = notLocal(config);
  if (refusal) throw new NotLocal(`the embedded OpenID provider runs in local mode only: ${refusal}`);
}
