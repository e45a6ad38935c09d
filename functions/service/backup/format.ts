/**
 * A backup is a directory: `manifest.json`, `records.jsonl` (one record a line), `heads.jsonl` (length and last hash of
 * every stream, as `npm run audit:verify -- --heads` prints them), `blobs.jsonl` (key, hash, size, media type) and
 * `blobs/ab/abcdef…`, each content once under its SHA-256.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import type { BlobInfo } from '../ports.ts';
import type { StoredRecord } from '../ports-transfer.ts';

export const manifestName = 'manifest.json';
export const recordsName = 'records.jsonl';
export const headsName = 'heads.jsonl';
export const blobsName = 'blobs.jsonl';

export const manifest = once(() =>
  type({
    format: '1',
    /** ISO 8601 instant, UTC. */
    at: 'string',
    /** Of the platform that made it. */
    version: 'string',
    records: 'number.integer >= 0',
    streams: 'number.integer >= 0',
    blobs: 'number.integer >= 0',
    blobBytes: 'number.integer >= 0',
    /** SHA-256 of the three lists by name, lower-case hex. */
    sha256: { 'records.jsonl': 'string', 'heads.jsonl': 'string', 'blobs.jsonl': 'string' },
  }),
);
export type Manifest = ReturnType<typeof manifest>['infer'];

const expires = 'number | null';
export const storedRecord = once(() =>
  type({
    kind: "'event'",
    stream: 'string',
    sequence: 'number.integer > 0',
    type: 'string',
    at: 'string',
    actor: 'string',
    data: 'string',
    hash: 'string',
  })
    .or({ kind: "'stream'", stream: 'string', length: 'number.integer >= 0' })
    .or({ kind: "'token'", stream: 'string', token: 'string', length: 'number.integer >= 0' })
    .or({ kind: "'row'", index: 'string', key: 'string', sort: 'string', value: 'string' })
    .or({ kind: "'counter'", counter: 'string', value: 'number.integer', expires })
    .or({ kind: "'item'", key: 'string', value: 'string', expires }),
);

const head = once(() => type({ stream: 'string', length: 'number.integer > 0', hash: /^[0-9a-f]{64}$/ }));
export type Head = ReturnType<typeof head>['infer'];

const blob = once(() =>
  type({
    key: 'string',
    bytes: 'number.integer >= 0',
    sha256: /^[0-9a-f]{64}$/,
    mediaType: 'string',
  }),
);

/** What is wrong with a backup, told to whoever wants to restore it. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

/** Where the content with this hash lies. */
export const contentPath = (directory: string, sha256: string): string =>
  join(directory, 'blobs', sha256.slice(0, 2), sha256);

/** Throws `BackupDamaged`. */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, manifestName);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new BackupDamaged(`${path} cannot be read: the backup is not whole (${error.message})`);
  });
  const read = type('string.json.parse').to(manifest())(text);
  if (read instanceof type.errors) throw new BackupDamaged(`${path}: ${read.summary}`);
  return read;
}

export const readRecords = (directory: string): AsyncGenerator<StoredRecord> =>
  lines(join(directory, recordsName), storedRecord());
export const readHeads = (directory: string): AsyncGenerator<Head> =>
  lines(join(directory, headsName), head());
export const readBlobs = (directory: string): AsyncGenerator<BlobInfo> =>
  lines(join(directory, blobsName), blob());

async function* lines<T>(path: string, shape: (data: unknown) => T | type.errors): AsyncGenerator<T> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    number += 1;
    const read = shape(JSON.parse(line));
    if (read instanceof type.errors) throw new BackupDamaged(`${path}:${number}: ${read.summary}`);
    yield read;
  }
}

/** SHA-256 of a file, lower-case hex. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
