import { describe, expect, it } from 'vitest';
import { mostKeys } from '../../functions/domain/access-key-refusals.ts';
import {
  type AccessKey,
  type AccessKeyCommand,
  decideAccessKeys,
  evolveAccessKeys,
  foldAccessKeys,
  isLiveKey,
} from '../../functions/domain/access-keys.ts';

const now = '2026-03-10T02:00:00.000Z';
const later = '2026-03-12T02:00:00.000Z';
const made = (id: string) => ({ id, hash: id.padEnd(64, '0') });
const create = (id: string): AccessKeyCommand => ({
  type: 'create',
  made: made(id),
  name: id,
  addresses: [],
});

const circumstances = { actor: 'zhang', now, isGranted: true };
/** The keys after commands that must succeed, each at `now` unless another moment is given. */
function given(
  ...steps: readonly (AccessKeyCommand | readonly [AccessKeyCommand, string])[]
): readonly AccessKey[] {
  return steps.reduce<readonly AccessKey[]>((keys, step) => {
    const [command, at] = 'type' in step ? [step, now] : step;
    const events = decideAccessKeys(keys, command, { ...circumstances, now: at });
    if (typeof events === 'string') throw new Error(events);
    return events.reduce(evolveAccessKeys, keys);
  }, []);
}
const when = (
  keys: readonly AccessKey[],
  command: AccessKeyCommand,
  changes: Partial<typeof circumstances> = {},
) => {
  const events = decideAccessKeys(keys, command, { ...circumstances, ...changes });
  return typeof events === 'string' ? events : events.map(({ type }) => type).join(' ') || 'nothing';
};

describe('the keys of a grant', () => {
  const one = given(create('a'));
  const replaced = given(create('a'), { type: 'rotate', key: 'a', made: made('b'), overlapHours: 24 });
  const revoked = given(create('a'), { type: 'revoke', key: 'a' });
  const rotate: AccessKeyCommand = { type: 'rotate', key: 'a', made: made('c'), overlapHours: 0 };

  it.each([
    ['no key', [], create('a'), 'key-created'],
    ['a key', one, create('b'), 'key-created'],
    ['a key', one, rotate, 'key-created key-rotated'],
    ['a key', one, { type: 'revoke', key: 'a' }, 'key-revoked'],
    ['a key', one, { type: 'rename', key: 'a', name: '测试' }, 'key-renamed'],
    ['a key', one, { type: 'rename', key: 'a', name: 'a' }, 'nothing'],
    ['a key', one, { type: 'allow-list', key: 'a', addresses: ['192.0.2.7'] }, 'key-addresses-set'],
    ['a key', one, { type: 'revoke', key: 'x' }, 'unknown-key'],
    ['a replaced key', replaced, rotate, 'key-ended'],
    ['a replaced key', replaced, { type: 'rename', key: 'a', name: '旧' }, 'key-renamed'],
    ['a replaced key', replaced, { type: 'revoke', key: 'a' }, 'key-revoked'],
    ['a revoked key', revoked, { type: 'revoke', key: 'a' }, 'nothing'],
    ['a revoked key', revoked, { type: 'rename', key: 'a', name: '旧' }, 'key-ended'],
    ['a revoked key', revoked, { type: 'allow-list', key: 'a', addresses: [] }, 'key-ended'],
    ['a revoked key', revoked, rotate, 'key-ended'],
  ] as readonly [string, readonly AccessKey[], AccessKeyCommand, string][])(
    'given %s',
    (_, keys, command, answer) => expect(when(keys, command)).toBe(answer),
  );

  it('are made while the grant has effect, and taken back whenever', () => {
    const ended = { isGranted: false };
    expect(when(one, create('b'), ended)).toBe('grant-not-active');
    expect(when(one, rotate, ended)).toBe('grant-not-active');
    expect(when(one, { type: 'revoke', key: 'a' }, ended)).toBe('key-revoked');
  });

  it('are valid together until the time that was chosen, and then only the new one', () => {
    const [old, successor] = replaced;
    expect(old && isLiveKey(old, '2026-03-11T01:59:59.999Z')).toBe(true);
    expect(old && isLiveKey(old, '2026-03-11T02:00:00.000Z')).toBe(false);
    expect(successor).toMatchObject({ id: 'b', name: 'a', replaces: 'a' });
    expect(when(replaced, { type: 'rename', key: 'a', name: '旧' }, { now: later })).toBe('key-ended');
  });

  it(`are at most ${mostKeys} at a time; ended ones do not count, and a full set can be rotated`, () => {
    const ids = Array.from({ length: mostKeys }, (_, index) => `k${index}`);
    const full = given(...ids.map(create));
    expect(when(full, create('more'))).toBe('too-many-keys');
    expect(when(full, { ...rotate, key: 'k0' } as AccessKeyCommand)).toBe('key-created key-rotated');
    expect(when(given(...ids.map(create), { type: 'revoke', key: 'k3' }), create('more'))).toBe(
      'key-created',
    );
  });

  it('are read back from stored events, and from no others', () => {
    const stored = {
      type: 'key-created',
      at: now,
      actor: 'zhang',
      data: { ...made('a'), name: 'a', addresses: [] },
    };
    expect(foldAccessKeys([stored])).toEqual(one);
    expect(() => foldAccessKeys([{ ...stored, type: 'signed' }])).toThrow('no event of a key');
    expect(() => foldAccessKeys([{ ...stored, data: { id: 'a' } }])).toThrow('key-created');
  });
});
