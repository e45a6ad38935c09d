/** A fixed number of connections, handed out in the order of asking. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Duckdb } from '../duckdb.ts';

/** Too many questions at once, or one that takes too long: an outage that the asker is told of. */
export class QueryOutage extends Error {
  override readonly name = 'QueryOutage';
  readonly code: 'busy' | 'query-too-slow';
  constructor(code: QueryOutage['code']) {
    super(code);
    this.code = code;
  }
}

interface Lease extends AsyncDisposable {
  readonly connection: DuckDBConnection;
}

export interface Pool {
  take(signal: AbortSignal): Promise<Lease>;
}

/** `size` connections; up to `maxWaiting` callers wait for one, in order, the next is refused. */
export async function openPool(duckdb: Duckdb, size: number, maxWaiting: number): Promise<Pool> {
  const free: DuckDBConnection[] = [];
  for (let index = 0; index < size; index += 1) free.push(await duckdb.connect());
  const waiting = new Set<(connection: DuckDBConnection) => void>();
  const giveBack = (connection: DuckDBConnection): void => {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next(connection);
      return;
    }
    free.push(connection);
  };
  const next = (signal: AbortSignal): Promise<DuckDBConnection> => {
    const connection = free.pop();
    if (connection) return Promise.resolve(connection);
    if (waiting.size >= maxWaiting) throw new QueryOutage('busy');
    const { promise, resolve, reject } = Promise.withResolvers<DuckDBConnection>();
    const giveUp = () => {
      waiting.delete(resolve);
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    waiting.add(resolve);
    return promise.finally(() => signal.removeEventListener('abort', giveUp));
  };
  return {
    take: async (signal) => {
      signal.throwIfAborted();
      const connection = await next(signal);
      return { connection, [Symbol.asyncDispose]: async () => giveBack(connection) };
    },
  };
}
