/** Where a request comes from, by its connection and by the proxies that the configuration trusts. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { AppContext } from '../routes/deps.ts';
import { addressSet, clientAddress } from '../service/access-key/address.ts';
import { rangesOf } from '../settings.ts';

/**
 * `trusted`: addresses and CIDR ranges of our own proxies, separated by commas. What the process asks itself, as the proof of
 * a quarantine does, has no connection, and no address.
 */
export function createRemoteAddress(trusted: string): (c: AppContext) => string | undefined {
  const isProxy = addressSet(rangesOf(trusted));
  return (c) =>
    hasConnection(c.env)
      ? clientAddress(getConnInfo(c).remote.address, c.req.header('X-Forwarded-For'), isProxy)
      : undefined;
}

const hasConnection = (env: unknown): boolean => env !== null && typeof env === 'object' && 'incoming' in env;
