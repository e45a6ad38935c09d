import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noApplication } from '../../functions/domain/application-state.ts';
import {
  type ChainedEvent,
  type ChainFault,
  type ChainLink,
  canonicalText,
  chainOrigin,
  linkHash,
  verifyChain,
} from '../../functions/domain/hash-chain.ts';
import { actors, commands, eventsOf } from './application-given.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function chained(
  events: readonly Omit<ChainedEvent, 'sequence' | 'stream'>[],
  stream = 'app_1',
): ChainLink[] {
  let previous = chainOrigin;
  return events.map((event, index) => {
    const placed = { ...event, stream, sequence: index + 1 };
    previous = linkHash(previous, placed, sha256);
    return { ...placed, hash: previous };
  });
}

const saved = eventsOf(noApplication, commands['save-draft'], actors.member);
const links = chained([...saved, ...saved, ...saved]);
const head = links.at(-1)?.hash ?? '';
const changed = (index: number, changes: Partial<ChainLink>): ChainLink[] =>
  links.map((link, position) => (position === index ? { ...link, ...changes } : link));
const broken = (sequence: number, fault: ChainFault) => ({ outcome: 'broken', sequence, fault });

describe('the canonical text', () => {
  it('does not depend on the order of keys, on white space, or on members without a value', () => {
    const text = canonicalText({ b: [1, { d: null, c: undefined }], a: '水', B: true });
    expect(text).toBe('{"B":true,"a":"水","b":[1,{"d":null}]}');
    expect(canonicalText(JSON.parse('{ "a":"水", "b":[1.0,{"d":null}], "B":true }'))).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, undefined, () => 1])('refuses %s', (value) => {
    expect(() => canonicalText({ list: [value] })).toThrow('no JSON');
  });

  it('refuses what JSON would spell differently from what it holds', () => {
    expect(() => canonicalText({ at: new Date(0) })).toThrow('no plain JSON');
  });
});

describe('the chain', () => {
  it('is intact as it was written, empty or not', () => {
    expect(verifyChain(links, sha256)).toEqual({ outcome: 'intact', length: 6, head });
    expect(verifyChain([], sha256)).toEqual({ outcome: 'intact', length: 0, head: chainOrigin });
    expect(verifyChain(JSON.parse(JSON.stringify(links)), sha256)).toMatchObject({ outcome: 'intact' });
  });

  it.each(links.map(({ sequence }) => [sequence]))(
    'names link %i when anything of it was changed',
    (place) => {
      const edits: readonly Partial<ChainLink>[] = [
        { actor: 'wang' },
        { at: '2026-01-01T00:00:00.000Z' },
        { type: 'accepted' },
        { data: { ...(links[place - 1]?.data as object), extra: 1 } },
        { hash: sha256('other') },
      ];
      for (const edit of edits)
        expect(verifyChain(changed(place - 1, edit), sha256)).toEqual(broken(place, 'hash'));
    },
  );

  it('names the first link that is missing, repeated, moved or of another stream', () => {
    expect(verifyChain(links.toSpliced(2, 1), sha256)).toEqual(broken(3, 'gap'));
    expect(verifyChain(links.slice(1), sha256)).toEqual(broken(1, 'gap'));
    const twice = links.flatMap((link) => [link, link]);
    expect(verifyChain(twice, sha256)).toEqual(broken(2, 'order'));
    const other = chained([...saved, ...saved, ...saved], 'app_2');
    expect(verifyChain([...links.slice(0, 3), ...other.slice(3)], sha256)).toEqual(broken(4, 'order'));
  });

  it('finds a chain that was cut off or rewritten as a whole, by links known from elsewhere', () => {
    const anchors = [{ sequence: 6, hash: head }];
    expect(verifyChain(links, sha256, anchors)).toMatchObject({ outcome: 'intact' });
    expect(verifyChain(links.slice(0, 5), sha256, anchors)).toEqual(broken(6, 'truncated'));
    const rewritten = chained(links.map((link) => ({ ...link, actor: 'wang' })));
    expect(verifyChain(rewritten, sha256)).toMatchObject({ outcome: 'intact' });
    expect(verifyChain(rewritten, sha256, anchors)).toEqual(broken(6, 'anchor'));
  });
});
