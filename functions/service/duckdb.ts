/**
 * DuckDB as the platform uses it: in memory, with bounded memory, spilling to a given directory, never fetching an
 * extension, and, where paths are named, shut off from every other file. User data never becomes SQL text: values
 * are bound; names and paths that cannot be bound go through `identifier` and `literal`.
 */
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
  type JS,
  JSDuckDBValueConverter,
} from '@duckdb/node-api';

export interface DuckdbOptions {
  /** Memory limit in MiB; DuckDB spills to `tempDirectory` beyond it. */
  readonly memoryMiB: number;
  readonly threads: number;
  /** A directory on a real disk. DuckDB makes it when it first spills. */
  readonly tempDirectory: string;
  /** Single files that may be read or written. Naming any path shuts off all others for good, and locks the settings. */
  readonly allowedPaths?: readonly string[];
  /** Directories below which files may be read or written. */
  readonly allowedDirectories?: readonly string[];
  /** The number of threads may be changed later; what may be read and written may not. */
  readonly adjustable?: boolean;
}

export interface Duckdb {
  readonly connection: DuckDBConnection;
  /** A further connection to the same instance; closed with it. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** Opens an in-memory instance. The caller closes it. Throws when DuckDB refuses a setting. */
export async function openDuckdb(options: DuckdbOptions): Promise<Duckdb> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMiB}MiB`,
    threads: String(options.threads),
    temp_directory: options.tempDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connections: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect();
    connections.push(connection);
    return connection;
  };
  const connection = await connect();
  // For this and every further connection.
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run('SET GLOBAL parquet_metadata_cache = true');
  await restrict(connection, options);
  return {
    connection,
    connect,
    close: () => {
      for (const open of connections) open.closeSync();
      instance.closeSync();
    },
  };
}

async function restrict(connection: DuckDBConnection, options: DuckdbOptions): Promise<void> {
  const { allowedPaths = [], allowedDirectories = [] } = options;
  if (allowedPaths.length + allowedDirectories.length === 0) return;
  await connection.run(`SET allowed_paths = ${literalList(allowedPaths)}`);
  const directories = allowedDirectories.map((path) => (path.endsWith('/') ? path : `${path}/`));
  await connection.run(`SET allowed_directories = ${literalList(directories)}`);
  await connection.run('SET enable_external_access = false');
  if (!options.adjustable) await connection.run('SET lock_configuration = true');
}

/** A quoted SQL identifier. Throws on NUL, which DuckDB would take for the end of the statement. */
export function identifier(name: string): string {
  return quoted(name, '"');
}

/**
 * A quoted SQL string, for places where nothing can be bound: options of COPY, paths, settings. Throws on NUL.
 * A path with `*`, `?` or `[` is safe when the file exists: DuckDB then takes it as it stands.
 */
export function literal(text: string): string {
  return quoted(text, "'");
}

/** A SQL list of quoted strings. */
export function literalList(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

function quoted(text: string, quote: string): string {
  if (text.includes('\0')) throw new Error('NUL in a name or a text meant for SQL');
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

/** All rows of a small result as objects; 64-bit integers are bigints, dates and instants are `Date`s. */
export async function rowsOf<T extends Record<string, JS>>(
  connection: DuckDBConnection,
  sql: string,
  values?: DuckDBValue[] | Record<string, DuckDBValue>,
): Promise<T[]> {
  const result = await connection.run(sql, values);
  return (await result.getRowObjectsJS()) as T[];
}

/** Cells and rows converted at once: wide rows and long texts must not be held by the thousand. */
const BATCH_CELLS = 16_384;
const BATCH_ROWS = 256;

/**
 * The rows of a long result, some at a time, each row an array of its cells. `expected` is how many must come:
 * DuckDB ends a stream early, without a word, when something fails inside it, and half a scan must not pass for
 * a whole one. Throws when rows are missing.
 */
export async function* streamRows(
  connection: DuckDBConnection,
  sql: string,
  expected: number,
): AsyncGenerator<JS[][], void, undefined> {
  const result = await connection.stream(sql);
  const step = Math.min(BATCH_ROWS, Math.ceil(BATCH_CELLS / result.columnCount));
  let rows = 0;
  for await (const chunk of result) {
    for (let from = 0; from < chunk.rowCount; from += step) {
      const count = Math.min(step, chunk.rowCount - from);
      yield Array.from({ length: count }, (_, at) =>
        chunk.convertRowValues(from + at, JSDuckDBValueConverter),
      );
    }
    rows += chunk.rowCount;
  }
  if (rows !== expected) throw new Error(`DuckDB answered ${rows} of ${expected} rows of a stream`);
}
