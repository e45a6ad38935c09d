/**
 * The chain over the events of a stream: each link's hash covers the event, its stream and place, and the hash before
 * it, so nothing can be changed, left out, moved or put in without breaking every later link. The hash function is
 * passed in.
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

export interface ChainLink extends ChainedEvent {
  readonly hash: string;
}

/** A link known from elsewhere, such as an export: the chain must lead through it. */
export interface ChainAnchor {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * | fault     | at this sequence                                                        |
 * |-----------|-------------------------------------------------------------------------|
 * | gap       | the event is missing                                                    |
 * | order     | another event of the stream, or one of another stream, is in its place  |
 * | hash      | the event is not the one that its hash and the hash before it vouch for |
 * | anchor    | the link is sound, but not the one that was known                       |
 * | truncated | the chain has ended, but a later link is known                          |
 */
export type ChainFault = 'gap' | 'order' | 'hash' | 'anchor' | 'truncated';

export type ChainCheck =
  | { readonly outcome: 'intact'; readonly length: number; readonly head: string }
  /** `sequence` is that of the first broken link. */
  | { readonly outcome: 'broken'; readonly sequence: number; readonly fault: ChainFault };

/** What the first link follows. */
export const chainOrigin = '';

/** The text that the hash of a link covers: canonical JSON of the event and of the hash before it. */
export function linkText(previous: string, event: ChainedEvent): string {
  const { stream, sequence, type, at, actor, data } = event;
  return canonicalText({ previous, stream, sequence, type, at, actor, data });
}

/** The hash of the link that holds `event` and follows the link with the hash `previous`. */
export function linkHash(previous: string, event: ChainedEvent, hash: TextHash): string {
  return hash(linkText(previous, event));
}

/** Walks the links of one stream, oldest first, and names the first that is broken. */
export function verifyChain(
  links: readonly ChainLink[],
  hash: TextHash,
  anchors: readonly ChainAnchor[] = [],
): ChainCheck {
  let head = chainOrigin;
  for (const [index, link] of links.entries()) {
    const sequence = index + 1;
    const isRightful = (candidate: ChainLink) =>
      linkHash(head, { ...candidate, sequence }, hash) === candidate.hash;
    const isElsewhere = link.sequence !== sequence || link.stream !== links[0]?.stream;
    if (link.sequence > sequence) return { outcome: 'broken', sequence, fault: 'gap' };
    if (isElsewhere) return { outcome: 'broken', sequence, fault: 'order' };
    if (!isRightful(link)) {
      // Renumbered events keep their hashes: one further on may be the one that belongs here.
      const fault = links.slice(sequence).some(isRightful) ? 'order' : 'hash';
      return { outcome: 'broken', sequence, fault };
    }
    if (isOther(link, anchors)) return { outcome: 'broken', sequence, fault: 'anchor' };
    head = link.hash;
  }
  const { length } = links;
  return anchors.some(({ sequence }) => sequence > length)
    ? { outcome: 'broken', sequence: length + 1, fault: 'truncated' }
    : { outcome: 'intact', length, head };
}

function isOther({ sequence, hash }: ChainLink, anchors: readonly ChainAnchor[]): boolean {
  return anchors.some((anchor) => anchor.sequence === sequence && anchor.hash !== hash);
}

/**
 * JSON in one spelling: keys sorted, no white space, members without a value left out (RFC 8785). Throws TypeError
 * for what JSON cannot say, and for objects such as dates that JSON would spell differently from what they hold.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    if ('toJSON' in value && typeof value.toJSON === 'function')
      throw new TypeError(`${value.constructor.name} is no plain JSON`);
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
