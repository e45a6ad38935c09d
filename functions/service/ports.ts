/**
 * The two ports of the platform. Every promise written here is a test of the contract suite
 * (`test/store/`) that runs on all adapters. Services are the only callers.
 */

/**
 * What every adapter takes, so that a service meets the same limits everywhere. They leave room in what
 * DynamoDB takes: 400 KB an item, 4 MB and 100 items a transaction, 2 KB and 1 KB of key.
 * More than the counts throws RangeError, more than the bytes `RecordTooLarge`, a bad name `InvalidKey`.
 */
export const RECORD_LIMITS = {
  eventsPerAppend: 25,
  /** Rows put and rows removed, together. */
  rowsPerAppend: 60,
  /** UTF-8 bytes of one event, index row value or item as JSON (256 KiB). What is larger belongs in a blob. */
  recordBytes: 262_144,
  /** UTF-8 bytes of all events and rows of one append as JSON (3 MiB). */
  appendBytes: 3_145_728,
  /** UTF-8 bytes of a stream, index, index key, sort, token, counter, item key, type, time or actor; none may be empty. */
  nameBytes: 1_000,
  /** Rows of one page. */
  pageRows: 1_000,
} as const;

/**
 * An event as `event-log.ts` hands it over: a name, its JSON data, who did it when (ISO 8601, UTC), and the hash
 * that chains it to the event before. `type`, `at` and `actor` are names as limited by `nameBytes`.
 */
export interface NewEvent {
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly data: JsonObject;
  /** SHA-256 in lower-case hex; anything else throws `InvalidKey`. */
  readonly hash: string;
}

/** An event as it was stored: `sequence` counts from 1 within its stream, without gaps. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  readonly sequence: number;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A row of a derived index: found by `index` (no `#` in it) + `key`, ordered by `sort` (UTF-8 byte order). */
export interface IndexRow {
  readonly index: string;
  readonly key: string;
  readonly sort: string;
  readonly value: JsonObject;
}

export interface AppendOptions {
  /** Index rows written in the same transaction as the events. */
  readonly put?: readonly IndexRow[];
  /** Index rows deleted in the same transaction; a row both removed and put is put. */
  readonly remove?: readonly Omit<IndexRow, 'value'>[];
  /** Idempotency token: a second append with the same token to the same stream writes nothing and answers `repeated`. */
  readonly token?: string;
}

/**
 * `length` is the number of events in the stream: after this append, when the token was first used, or now
 * that somebody else has written.
 */
export type AppendResult =
  | { readonly outcome: 'appended'; readonly length: number }
  | { readonly outcome: 'repeated'; readonly length: number }
  | { readonly outcome: 'conflict'; readonly length: number };

export interface QueryOptions {
  /** Only rows whose `sort` is ≥ `from` and < `to`. */
  readonly from?: string;
  readonly to?: string;
  readonly descending?: boolean;
  /** At most this many rows (1–1000, default 100). */
  readonly limit?: number;
  /** Opaque cursor of the page before, for the same query; `InvalidCursor` is thrown for anything else. */
  readonly cursor?: string;
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/**
 * Records: append-only event streams, derived index rows, counters and expiring items.
 * Adapters: DynamoDB (`store/dynamodb-records.ts`), node:sqlite (`store/sqlite-records.ts`).
 */
export interface Records {
  /**
   * Appends `events` if the stream holds exactly `expected` events; all or nothing, with the index rows.
   * Once it answers `appended` the write survives a power cut. At most 25 events and 60 index rows a call.
   * Without events it writes the rows alone, under the same condition (rebuilding an index).
   * Called by `event-log.ts` only, which computes the hashes.
   */
  append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<AppendResult>;
  /**
   * All events of a stream after `after` (default 0), in order; an unknown stream is empty. Consistent read.
   * Throws `DamagedEvent` at the first that is not as an append wrote it.
   */
  load(stream: string, after?: number): Promise<readonly StoredEvent[]>;
  /** Index rows of one key, ordered by `sort`. Consistent read. */
  query(index: string, key: string, options?: QueryOptions): Promise<Page<IndexRow>>;
  /** Every stream whose name starts with `prefix`, in name order (for rebuilds and backups). */
  streams(prefix: string, options?: { limit?: number; cursor?: string }): Promise<Page<string>>;
  /**
   * Adds the whole number `delta` to a counter atomically and answers the new value. The first `expiresAt`
   * given holds until it has passed; then the counter counts from 0 again. When an answer is lost on the
   * network an add may count twice: counters are for statistics and rate limits, events for what must be exact.
   */
  add(counter: string, delta: number, options?: { expiresAt?: Date }): Promise<number>;
  /** The values of `counters`, in their order; one never added to, or expired, is 0. */
  read(counters: readonly string[]): Promise<readonly number[]>;
  /** Stores an item under a key; with `ifAbsent` it answers false and writes nothing when a live one exists. */
  put(key: string, value: JsonObject, options?: { expiresAt?: Date; ifAbsent?: boolean }): Promise<boolean>;
  /** The item, unless absent or expired at `now()` of the adapter. Expired items are invisible at once. */
  get(key: string): Promise<JsonObject | undefined>;
  remove(key: string): Promise<void>;
  /** Ends the connection to the store; nothing may be called afterwards. */
  close(): Promise<void>;
}

export interface BlobInfo {
  readonly key: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly mediaType: string;
}

/** Inclusive byte positions, as in RFC 9110 Range. `end` may lie past the content, `start` may not: RangeError. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Blobs: immutable byte strings under keys such as `open/ab/abcdef…`. A key is one or more segments joined by
 * `/`, at most 900 bytes of UTF-8; a segment has 1–200 bytes, does not start with a dot and has no backslash or
 * control character. Anything else throws `InvalidKey`.
 * Adapters: S3 (`store/s3-blobs.ts`), filesystem (`store/filesystem-blobs.ts`).
 */
export interface Blobs {
  /**
   * Stores the content of a local file. `sha256` is checked while writing; a mismatch throws
   * `ChecksumMismatch` and leaves nothing visible. A key that exists with the same hash is left alone;
   * with another hash it throws `BlobExists` (blobs are immutable).
   */
  putFile(key: string, path: string, meta: { sha256: string; mediaType: string }): Promise<BlobInfo>;
  /**
   * Stores a file that whoever made it needs no more, under a key made of its hash; how the key begins must not depend
   * on the hash. On the same disk the file itself is put in place, not a copy of it: it must be written by nobody else.
   * `sha256` is that of the very file that is stored. Otherwise as `putFile`.
   */
  takeFile(keyOf: (sha256: string) => string, path: string, mediaType: string): Promise<BlobInfo>;
  putBytes(key: string, bytes: Uint8Array, meta: { sha256: string; mediaType: string }): Promise<BlobInfo>;
  head(key: string): Promise<BlobInfo | undefined>;
  /** The content, or the range of it; undefined when the key is unknown. */
  get(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined>;
  /**
   * A path on this machine with the whole content (DuckDB and SQLite need files). The filesystem adapter
   * answers its own file; S3 downloads once into a cache by hash. Read-only. Undefined when unknown. Given the
   * hash that the content has, nothing is asked before the download, and nothing at all where a copy with that hash
   * lies here; other content throws `ChecksumMismatch`.
   */
  localFile(key: string, sha256?: string): Promise<string | undefined>;
  /** Blobs whose key starts with `prefix`, in UTF-8 byte order of the key; 1–1000 a page, default 100. */
  list(prefix: string, options?: { limit?: number; cursor?: string }): Promise<Page<BlobInfo>>;
  /** Makes the key unknown; removing an unknown key does nothing. */
  remove(key: string): Promise<void>;
}

/** A name that no store may be given: empty, too long, or with characters that a path or a table key cannot hold. */
export class InvalidKey extends Error {
  override readonly name = 'InvalidKey';
  constructor(what: string, problem: string) {
    super(`${what} ${problem}`);
  }
}

export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super('the cursor was not made by this query; start again without one');
  }
}

export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
  readonly bytes: number;
  readonly limit: number;
  constructor(what: string, bytes: number, limit: number) {
    super(`${what} has ${bytes} bytes as JSON; at most ${limit} are stored. Put large content in a blob.`);
    this.bytes = bytes;
    this.limit = limit;
  }
}

/** Something else than this platform wrote a stored event: `readable` are the events before it. */
export class DamagedEvent extends Error {
  override readonly name = 'DamagedEvent';
  readonly sequence: number;
  readonly readable: readonly StoredEvent[];
  constructor(stream: string, sequence: number, readable: readonly StoredEvent[], cause: unknown) {
    super(`event ${sequence} of stream ${stream} cannot be read`, { cause });
    this.sequence = sequence;
    this.readable = readable;
  }
}

export class ChecksumMismatch extends Error {
  override readonly name = 'ChecksumMismatch';
  readonly key: string;
  constructor(key: string) {
    super(`the content stored under ${key} does not have the announced sha256`);
    this.key = key;
  }
}

export class BlobExists extends Error {
  override readonly name = 'BlobExists';
  readonly key: string;
  constructor(key: string) {
    super(`${key} exists with other content; blobs are immutable`);
    this.key = key;
  }
}
