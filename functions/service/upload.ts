/** A multipart upload, streamed to a directory: one descriptor and the files that it names. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { fileName } from '../domain/dataset-names.ts';

export interface UploadLimits {
  /** All parts together, in bytes. */
  readonly bytes: number;
  /** Besides the descriptor. */
  readonly files: number;
  readonly descriptorBytes: number;
}

export interface Upload {
  readonly outcome: 'received';
  /** The descriptor, unchecked. */
  readonly document: unknown;
  /** Names of the files in the directory, sorted. */
  readonly files: readonly string[];
  /** sha256 over everything received: equal uploads, equal text. */
  readonly fingerprint: string;
}

export type UploadFault =
  | { readonly outcome: 'invalid'; readonly field: string; readonly message: string }
  | { readonly outcome: 'too-large'; readonly message: string };

/** Stops the parser at the first fault; never leaves this file. */
class Fault extends Error {
  readonly fault: UploadFault;
  constructor(fault: UploadFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const invalid = (field: string, message: string) => new Fault({ outcome: 'invalid', field, message });

interface Draft {
  readonly directory: string;
  readonly limits: UploadLimits;
  /** Name → sha256, once stored. */
  readonly hashes: Map<string, string>;
  readonly names: Set<string>;
  readonly work: Promise<unknown>[];
  /** Aborted at the first fault. */
  readonly stop: AbortController;
  descriptor?: string;
}

/** Receives an upload into a directory of its own below `workDirectory`, hands it to `use`, and removes it. */
export async function withUpload<T>(
  workDirectory: string,
  { body, contentType, limits }: IncomingUpload,
  use: (upload: Upload, directory: string) => Promise<T>,
): Promise<T | UploadFault> {
  const directory = await mkdtemp(join(workDirectory, 'upload-'));
  try {
    const upload = await receiveUpload(body, contentType, directory, limits);
    return upload.outcome === 'received' ? await use(upload, directory) : upload;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export interface IncomingUpload {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string;
  readonly limits: UploadLimits;
}

/**
 * Receives `body` (of `multipart/form-data`) into `directory`, which is empty and the caller's. The part
 * `descriptor` holds the JSON; every other part is a file under its own name, which is a plain file name.
 * Rejects only when the disk fails.
 */
export async function receiveUpload(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  directory: string,
  limits: UploadLimits,
): Promise<Upload | UploadFault> {
  const stop = new AbortController();
  const draft: Draft = { directory, limits, hashes: new Map(), names: new Set(), work: [], stop };
  try {
    await parse(body, contentType, draft);
    return finished(draft);
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

async function parse(body: ReadableStream<Uint8Array>, contentType: string, draft: Draft): Promise<void> {
  const parser = openParser(contentType, draft.limits);
  // The parser does not always end when it is destroyed half-way: the first fault ends the wait by itself.
  const failed = Promise.withResolvers<never>();
  const fail = (error: unknown): void => {
    failed.reject(error);
    draft.stop.abort();
    parser.destroy();
  };
  listen(parser, draft, fail);
  const source = Readable.fromWeb(body as NodeWebStream<Uint8Array>);
  const parsed = pipeline(source, counter(draft.limits.bytes), parser).catch((error: unknown) => {
    fail(error instanceof Fault ? error : invalid('', 'the body is not complete multipart/form-data'));
  });
  try {
    await Promise.race([failed.promise, parsed]);
    await Promise.race([failed.promise, Promise.all(draft.work)]);
  } finally {
    source.destroy();
    await Promise.allSettled(draft.work);
  }
}

function listen(parser: BusboyInstance, draft: Draft, fail: (error: unknown) => void): void {
  parser.on('field', (field, text, _nameCut, textCut) => {
    if (field !== 'descriptor') return fail(invalid(field, 'not a file: send it with a file name'));
    if (textCut) return fail(descriptorTooLarge(draft.limits));
    if (draft.descriptor !== undefined) return fail(invalid(field, 'the descriptor is given twice'));
    draft.descriptor = text;
  });
  parser.on('file', (field, stream, name) => {
    const work = field === 'descriptor' ? readDescriptor(draft, stream) : storeFile(draft, stream, name);
    draft.work.push(work.catch(fail));
  });
  parser.on('filesLimit', () => fail(invalid('', `more than ${draft.limits.files} files`)));
  parser.on('fieldsLimit', () => fail(invalid('', 'too many fields')));
}

function openParser(contentType: string, limits: UploadLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // A name with a path is refused, not silently cut.
      preservePath: true,
      limits: {
        files: limits.files + 1,
        fields: 2,
        fieldSize: limits.descriptorBytes,
        headerPairs: 50,
        headerSize: 16_384,
      },
    });
  } catch (error) {
    if (error instanceof Error) throw invalid('', 'Content-Type names no boundary');
    throw error;
  }
}

/** Counts bytes on their way and stops at the limit. */
function counter(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit)
        done(new Fault({ outcome: 'too-large', message: `an upload has at most ${limit} bytes` }));
      else done(null, chunk);
    },
  });
}

const descriptorTooLarge = ({ descriptorBytes }: UploadLimits) =>
  new Fault({ outcome: 'too-large', message: `a descriptor has at most ${descriptorBytes} bytes` });

async function readDescriptor(draft: Draft, stream: Readable): Promise<void> {
  if (draft.descriptor !== undefined) throw invalid('descriptor', 'the descriptor is given twice');
  draft.descriptor = '';
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > draft.limits.descriptorBytes) throw descriptorTooLarge(draft.limits);
      chunks.push(chunk);
    }
  };
  await pipeline(stream, collect, { signal: draft.stop.signal });
  draft.descriptor = Buffer.concat(chunks).toString('utf8');
}

async function storeFile(draft: Draft, stream: Readable, name: string | undefined): Promise<void> {
  if (name === undefined || !fileName.test(name))
    throw invalid('file', `"${String(name).slice(0, 80)}" is not a plain file name without folders`);
  if (draft.names.has(name)) throw invalid('file', `"${name}" is given twice`);
  draft.names.add(name);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const target = createWriteStream(join(draft.directory, name), { flags: 'wx' });
  await pipeline(stream, hashing, target, { signal: draft.stop.signal });
  draft.hashes.set(name, hash.digest('hex'));
}

function finished({ descriptor, hashes }: Draft): Upload {
  if (descriptor === undefined) throw invalid('descriptor', 'the part is missing');
  const document = parseJson(descriptor);
  const files = [...hashes.keys()].sort();
  const hash = createHash('sha256').update(descriptor);
  for (const name of files) hash.update(`\n${name} ${hashes.get(name)}`);
  return { outcome: 'received', document, files, fingerprint: hash.digest('hex') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{FEFF}/u, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid('descriptor', `not JSON: ${error.message.slice(0, 200)}`);
    throw error;
  }
}
