import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip, type Zlib } from 'node:zlib';
import type { Context, Next } from 'hono';
import type { Env } from '../deps.ts';
import { isCompressible } from './media-type.ts';

export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** The best encoding that `Accept-Encoding` takes; undefined for none. Source: RFC 9110, 12.5.3. */
export function chooseEncoding(header: string | undefined): Encoding | undefined {
  const weights = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...options] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = options.find((option) => option.startsWith('q='));
      return [name, weight ? Number(weight.slice(2)) : 1];
    }),
  );
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best] = encodings.toSorted((left, right) => weightOf(right) - weightOf(left));
  return best && weightOf(best) > 0 ? best : undefined;
}

/** Below this a header costs more than it saves; beyond the other, the processor does (as CloudFront has it). */
const leastBytes = 1024;
const mostBytes = 10_000_000;

/**
 * Compresses what can be compressed: never a part of a file, never twice. Answers of unknown length, such as
 * exports, are compressed as they stream; a strong ETag becomes weak, because the bytes differ.
 */
export async function compress(c: Context<Env>, next: Next): Promise<void> {
  await next();
  const { headers, status, body } = c.res;
  // A 304 tells no type, and what the answer that it stands for varied by (RFC 9110, 15.4.5).
  const isUnchanged = status === 304;
  if (!isUnchanged && !isCompressible(headers.get('Content-Type') ?? '')) return;
  headers.append('Vary', 'Accept-Encoding');
  const bytes = Number(headers.get('Content-Length') ?? leastBytes);
  const isWhole = status !== 206 && !headers.has('Content-Range') && !headers.has('Content-Encoding');
  const encoding = chooseEncoding(c.req.header('Accept-Encoding'));
  if (!body || !isWhole || !encoding || bytes < leastBytes || bytes > mostBytes) return;
  if (c.req.method === 'HEAD') return;
  const isMadeWhileRead = !headers.has('Content-Length');
  c.res = new Response(compressed(body, encoding, isMadeWhileRead), c.res);
  c.res.headers.delete('Content-Length');
  c.res.headers.delete('Accept-Ranges');
  c.res.headers.set('Content-Encoding', encoding);
  const etag = c.res.headers.get('ETag');
  if (etag?.startsWith('"')) c.res.headers.set('ETag', `W/${etag}`);
}

const make: Readonly<Record<Encoding, () => NodeJS.ReadWriteStream & Readable & Zlib>> = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: () => createGzip({ level: 6 }),
};

/** An encoder gathers megabytes before it tells anything: of what is made while it is read, the beginning is sent at once. */
function compressed(
  body: ReadableStream<Uint8Array>,
  encoding: Encoding,
  isMadeWhileRead: boolean,
): ReadableStream<Uint8Array> {
  const target = make[encoding]();
  // Errors and cancellations reach both ends; whoever reads sees them.
  const source = Readable.fromWeb(body as import('node:stream/web').ReadableStream);
  pipeline(source, target, () => undefined);
  if (isMadeWhileRead) source.once('data', () => target.flush());
  return Readable.toWeb(target) as ReadableStream<Uint8Array>;
}
