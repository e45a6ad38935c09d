/** One page of a catalogue elsewhere: asked for on conditions, redirects looked at again, everything bounded. */
import { AnswerCut, type OutgoingFailure, type OutgoingRules, sendOut } from '../http/outgoing.ts';
import { Unreadable } from './unreadable.ts';

/** What the source said of a page when it was last read. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface HarvestLimits {
  /** Bytes of one answer. */
  readonly answerBytes: number;
  readonly pages: number;
  readonly records: number;
  /** Milliseconds of one request, and of the whole run. */
  readonly requestMs: number;
  readonly runMs: number;
}

export const usualLimits: HarvestLimits = {
  answerBytes: 50 * 1024 ** 2,
  pages: 10_000,
  records: 100_000,
  requestMs: 30_000,
  runMs: 2 * 3_600_000,
};

export type FetchFailure = OutgoingFailure | 'redirects' | 'redirect-downgrade' | `status-${number}`;

export type FetchedPage =
  | {
      readonly outcome: 'answered';
      /** After redirects. */
      readonly url: string;
      readonly mediaType: string;
      readonly validators: Validators;
      /** Decoded as the answer says it is written; throws `AnswerCut`, or `Unreadable` for an unknown encoding. */
      readonly pieces: () => AsyncGenerator<string>;
      readonly leave: () => void;
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'failed'; readonly reason: FetchFailure };

const mostRedirects = 5;
const redirects = [301, 302, 303, 307, 308];

export interface PageRequest {
  readonly url: string;
  readonly accept: string;
  readonly validators: Validators;
  readonly rules: OutgoingRules;
}

export async function fetchPage({ url, accept, validators, rules }: PageRequest): Promise<FetchedPage> {
  const headers = {
    Accept: accept,
    'User-Agent': 'jilin-open-data-harvest',
    ...(validators.etag && { 'If-None-Match': validators.etag }),
    ...(validators.lastModified && { 'If-Modified-Since': validators.lastModified }),
  };
  let address = url;
  const origin = URL.parse(url)?.origin;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    // A trial that may read a private address was told which one; where a redirect leads elsewhere, it may not.
    const isHome = URL.parse(address)?.origin === origin;
    const allowed = isHome ? rules : { ...rules, allowsPrivate: false };
    const answer = await sendOut({ url: address, method: 'GET', headers }, allowed);
    if (answer.outcome === 'failed') return answer;
    const { status, headers: told, body, leave } = answer;
    const header = (name: string): string | undefined => [told[name]].flat()[0];
    const location = header('location');
    if (redirects.includes(status) && location !== undefined) {
      leave();
      const next = URL.parse(location, address);
      if (!next) return { outcome: 'failed', reason: 'not-a-url' };
      if (address.startsWith('https:') && next.protocol !== 'https:')
        return { outcome: 'failed', reason: 'redirect-downgrade' };
      address = next.href;
      continue;
    }
    if (status === 304) {
      leave();
      return { outcome: 'unchanged' };
    }
    if (status !== 200) {
      leave();
      return { outcome: 'failed', reason: `status-${status}` };
    }
    const [etag, lastModified] = [header('etag'), header('last-modified')];
    const encoding = header('content-encoding') ?? 'identity';
    const [mediaType = ''] = (header('content-type') ?? '').toLowerCase().split(';');
    const charset = /charset="?([\w-]+)/i.exec(header('content-type') ?? '')?.[1];
    return {
      outcome: 'answered',
      url: address,
      mediaType: mediaType.trim(),
      validators: {
        ...(etag && etag.length <= 500 && { etag }),
        ...(lastModified && lastModified.length <= 100 && { lastModified }),
      },
      pieces: () => decoded(body, encoding, charset),
      leave,
    };
  }
  return { outcome: 'failed', reason: 'redirects' };
}

async function* decoded(
  body: AsyncIterable<Uint8Array>,
  encoding: string,
  charset = 'utf-8',
): AsyncGenerator<string> {
  if (encoding.toLowerCase() !== 'identity') throw new Unreadable('encoded');
  let decoder: TextDecoder | undefined;
  for await (const chunk of body) {
    decoder ??= decoderOf(charset, chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

/** By the mark at its beginning, else as the answer says. */
function decoderOf(charset: string, [first, second]: Uint8Array): TextDecoder {
  const marked =
    first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : charset;
  try {
    return new TextDecoder(marked);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('syntax', error);
    throw error;
  }
}

/** The whole text. */
export async function whole(pieces: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  for await (const piece of pieces) parts.push(piece);
  return parts.join('');
}

/** Why a page could not be read; throws what is no such reason. */
export function pageFailure(error: unknown): string {
  if (error instanceof Unreadable || error instanceof AnswerCut) return error.reason;
  throw error;
}
