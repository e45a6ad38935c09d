/**
 * The chain over the events of a stream: each link's hash covers the event and the hash before it, so nothing can be
 * changed, left out or put in without breaking every later link. The hash function is passed in.
 */

/** Lower-case hex of a cryptographic hash over the UTF-8 text; the platform takes SHA-256. */
export type TextHash = (text: string) => string;

export interface ChainedEvent {
  readonly stream: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly data: unknown;
}

export interface ChainLink {
  readonly event: ChainedEvent;
  readonly hash: string;
}

/** A link known from elsewhere, such as an export: the chain must lead through it. */
export interface ChainAnchor {
  readonly sequence: number;
  readonly hash: string;
}

export type ChainCheck =
  | { readonly outcome: 'intact'; readonly length: number; readonly head: string }
  /**
   * The first broken link: an event is missing, repeated or of another stream (`order`), event and hash do not
   * agree (`content`), it is not what the anchor says (`anchor`), or the chain ends before the anchor (`end`).
   */
  | {
      readonly outcome: 'broken';
      readonly sequence: number;
      readonly fault: 'order' | 'content' | 'anchor' | 'end';
    };

/** What the first link follows. */
export const chainOrigin = '';

/** The hash of the link that holds `event` and follows the link with the hash `previous`. */
export function linkHash(previous: string, event: ChainedEvent, hash: TextHash): string {
  const { stream, sequence, type, at, actor, data } = event;
  return hash(canonicalText({ previous, stream, sequence, type, at, actor, data }));
}

/** Walks the links of one stream, oldest first, and names the first that is broken. */
export function verifyChain(links: Iterable<ChainLink>, hash: TextHash, anchor?: ChainAnchor): ChainCheck {
  let [head, length, stream] = [chainOrigin, 0, undefined as string | undefined];
  const broken = (fault: Extract<ChainCheck, { outcome: 'broken' }>['fault']): ChainCheck => {
    return { outcome: 'broken', sequence: length + 1, fault };
  };
  for (const { event, hash: stored } of links) {
    stream ??= event.stream;
    if (event.sequence !== length + 1 || event.stream !== stream) return broken('order');
    if (linkHash(head, event, hash) !== stored) return broken('content');
    if (anchor?.sequence === event.sequence && anchor.hash !== stored) return broken('anchor');
    [head, length] = [stored, length + 1];
  }
  return anchor && anchor.sequence > length ? broken('end') : { outcome: 'intact', length, head };
}

/**
 * JSON in one spelling: keys sorted, no white space, members without a value left out (RFC 8785). Throws TypeError
 * for what JSON cannot say.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
    return `{${members.join(',')}}`;
  }
  const isJson = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isJson) throw new TypeError(`${String(value)} is no JSON`);
  return JSON.stringify(value);
}
