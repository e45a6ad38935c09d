import { describe, expect, it } from 'vitest';
import { oneSourceFlags, type SourceFacts, sourceKeys } from '../../functions/domain/one-source.ts';

type Source = SourceFacts & { readonly id: string };

const source = (id: string, changes: Partial<Source> = {}): Source => ({
  id,
  publisher: 'ecology',
  fieldNames: ['station', 'ph'],
  contentHash: `hash-${id}`,
  ...changes,
});

/** What an index of all `others` finds under the keys of `candidate`. */
function flagsOf(candidate: Source, ...others: Source[]): string[] {
  const keys = new Map(sourceKeys(candidate).map(({ key, code }) => [key, code]));
  const found = [candidate, ...others].flatMap((other) =>
    sourceKeys(other).flatMap(({ key }) => {
      const code = keys.get(key);
      return code ? [{ id: other.id, code }] : [];
    }),
  );
  return oneSourceFlags(candidate.id, found).map(({ code, related }) => `${code} ${related}`);
}

describe('one source per data item (Art. 16)', () => {
  it('flags the same fields of the same publisher, in any order and case', () => {
    expect(flagsOf(source('a'), source('b', { fieldNames: ['PH', 'Station'] }))).toEqual(['same-fields b']);
  });

  it('flags the same content, whoever publishes it', () => {
    const other = source('b', { publisher: 'statistics', fieldNames: ['x'], contentHash: 'hash-a' });
    expect(flagsOf(source('a'), other)).toEqual(['same-content b']);
  });

  it('says once what is the same twice', () => {
    expect(flagsOf(source('a'), source('b', { contentHash: 'hash-a' }))).toEqual(['same-content b']);
  });

  it('lists several, the same content first', () => {
    const others = [source('d'), source('c'), source('b', { contentHash: 'hash-a' })];
    expect(flagsOf(source('a'), ...others)).toEqual(['same-content b', 'same-fields d', 'same-fields c']);
  });

  it.each([
    ['itself', source('a')],
    ['the same fields of another agency', source('b', { publisher: 'statistics' })],
    ['a field more', source('b', { fieldNames: ['station', 'ph', 'river'] })],
    ['a dataset without fields', source('b', { fieldNames: [] })],
    ['two names that read as one', source('b', { fieldNames: ['station","ph'] })],
  ])('does not flag %s', (_, other) => {
    expect(flagsOf(source('a'), other)).toEqual([]);
  });

  it('does not take two datasets without fields or content for one', () => {
    const nothing = { fieldNames: [], contentHash: undefined };
    expect(flagsOf(source('a', nothing), source('b', nothing))).toEqual([]);
  });

  it('keeps keys short, however many fields there are', () => {
    const fieldNames = Array.from({ length: 2000 }, (_, index) => `field_${index}`);
    for (const { key } of sourceKeys(source('a', { fieldNames }))) expect(key.length).toBeLessThan(200);
  });
});
