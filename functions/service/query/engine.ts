/**
 * Runs statements on one DuckDB instance with a bounded number at a time: pages of records are short and share
 * some connections, exports are long and have their own, so that slow readers never keep others waiting.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckdb, rowsOf } from '../duckdb.ts';
import type { Statement } from './compile.ts';
import { openPool, QueryOutage } from './pool.ts';

export interface EngineOptions {
  /** Directories that hold the public Parquet files; nothing else can be read. */
  readonly directories: readonly string[];
  /** For spilling and for files made on demand, in a directory of the engine's own below this one; on a real disk. */
  readonly workDirectory: string;
  /** Default 512. */
  readonly memoryMiB?: number;
  /** Default 2. */
  readonly threads?: number;
  /** Pages of records answered at once; default 4. */
  readonly pages?: number;
  /** Exports under way at once; default 8. */
  readonly exports?: number;
  /** Milliseconds after which a page is given up; default 30,000. */
  readonly timeout?: number;
}

export interface Engine {
  /** The rows of a short statement. Throws `QueryOutage`; rejects with the signal's reason when aborted. */
  rows<T extends Record<string, string | number | null>>(
    statement: Statement,
    signal: AbortSignal,
  ): Promise<T[]>;
  /**
   * The texts of the first column, chunk by chunk, computed as they are read. `expected` is the number of rows
   * that must come: DuckDB ends a stream early, without a word, when something fails inside it.
   */
  lines(
    statement: Statement,
    expected: number,
    signal: AbortSignal,
  ): AsyncGenerator<string[], void, undefined>;
  /** Runs a statement that writes a file. */
  write(statement: Statement, signal: AbortSignal): Promise<void>;
  readonly workDirectory: string;
  /** Totals of questions already answered, by file and question. */
  readonly totals: Map<string, number>;
  close(): Promise<void>;
}

/** Opens the engine; the caller closes it, which interrupts what is under way. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { directories, memoryMiB = 512, threads = 2, timeout = 30_000 } = options;
  // What lies beside it, such as uploads that nobody has published, is out of reach.
  const workDirectory = join(options.workDirectory, 'queries');
  await mkdir(workDirectory, { recursive: true });
  const duckdb = await openDuckdb({
    memoryMiB,
    threads,
    tempDirectory: workDirectory,
    allowedDirectories: [...directories, workDirectory],
  });
  const pages = await openPool(duckdb, options.pages ?? 4, 256);
  const exports = await openPool(duckdb, options.exports ?? 8, 0);
  const closing = new AbortController();
  const run = createRunner();
  const until = (...signals: AbortSignal[]) => AbortSignal.any([closing.signal, ...signals]);
  return {
    workDirectory,
    totals: new Map(),
    rows: async <T extends Record<string, string | number | null>>(
      statement: Statement,
      signal: AbortSignal,
    ) => {
      await using lease = await pages.take(until(signal));
      const { connection } = lease;
      const limit = AbortSignal.timeout(timeout);
      const rows = run(connection, until(signal, limit), () =>
        rowsOf<T>(connection, statement.sql, [...statement.values]),
      );
      return await rows.catch((error: unknown) => {
        throw limit.aborted && !signal.aborted ? new QueryOutage('query-too-slow') : error;
      });
    },
    async *lines(statement, expected, signal) {
      await using lease = await exports.take(until(signal));
      yield* readLines(run, lease.connection, statement, expected, until(signal));
    },
    write: async (statement, signal) => {
      await using lease = await exports.take(until(signal));
      const { connection } = lease;
      await run(connection, until(signal), () => connection.run(statement.sql, [...statement.values]));
    },
    close: async () => {
      closing.abort();
      await run.settled();
      duckdb.close();
    },
  };
}

interface Runner {
  /** Runs `work` and interrupts its connection when `signal` aborts; then throws the signal's reason. */
  <T>(connection: DuckDBConnection, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs any more. */
  settled(): Promise<unknown>;
}

function createRunner(): Runner {
  const running = new Set<Promise<unknown>>();
  const run: Runner = async (connection, signal, work) => {
    signal.throwIfAborted();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    const working = work();
    running.add(working);
    try {
      const result = await working;
      signal.throwIfAborted();
      return result;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      running.delete(working);
      signal.removeEventListener('abort', interrupt);
    }
  };
  run.settled = () => Promise.allSettled(running);
  return run;
}

async function* readLines(
  run: Runner,
  connection: DuckDBConnection,
  { sql, values }: Statement,
  expected: number,
  signal: AbortSignal,
): AsyncGenerator<string[], void, undefined> {
  const result = await run(connection, signal, () => connection.stream(sql, [...values]));
  let rows = 0;
  for (;;) {
    const chunk = await run(connection, signal, () => result.fetchChunk());
    if (!chunk || chunk.rowCount === 0) break;
    rows += chunk.rowCount;
    yield chunk.getColumnValues(0) as string[];
  }
  if (rows !== expected) throw new Error(`a stream ended after ${rows} of ${expected} rows`);
}
