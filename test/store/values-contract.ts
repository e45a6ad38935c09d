import { describe, expect, test } from 'vitest';
import type { RecordsUnderTest } from './records-contract.ts';

export function valuesContract(store: RecordsUnderTest): void {
  const inSeconds = (seconds: number) => new Date(store().clock.getTime() + seconds * 1000);
  const passSeconds = (seconds: number) => store().clock.setTime(store().clock.getTime() + seconds * 1000);

  describe('counters', () => {
    test('200 adds at once lose nothing, and each is told another value', async () => {
      const { records, rival } = store();
      const adds = Array.from({ length: 200 }, (_, n) => (n % 2 ? records : rival).add('busy', 1));
      const values = await Promise.all(adds);
      expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
      expect(await records.read(['busy'])).toEqual([200]);
    });

    test('are added to and read in any number and order; one never added to is 0', async () => {
      const { records } = store();
      expect(await records.add('计数', 5)).toBe(5);
      expect(await records.add('计数', -7)).toBe(-2);
      expect(await records.add('计数', 0)).toBe(-2);
      expect(await records.add('large', Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
      expect(await records.read(['none', '计数', 'large', '计数'])).toEqual([
        0,
        -2,
        Number.MAX_SAFE_INTEGER,
        -2,
      ]);
      const many = Array.from({ length: 130 }, (_, n) => `many/${n}`);
      await Promise.all(many.map((name, n) => records.add(name, n)));
      expect(await records.read(many)).toEqual(many.map((_, n) => n));
      expect(await records.read([])).toEqual([]);
    });

    test('take whole numbers only', async () => {
      const { records } = store();
      for (const delta of [0.5, Number.NaN, 2 ** 53])
        await expect(records.add('half', delta)).rejects.toThrow(RangeError);
      expect(await records.read(['half'])).toEqual([0]);
    });

    test('start again once they have expired, at the moment the first add set', async () => {
      const { records, rival } = store();
      await records.add('window', 3, { expiresAt: inSeconds(10) });
      expect(await records.add('window', 1, { expiresAt: inSeconds(60) })).toBe(4);
      expect(await records.add('window', 1)).toBe(5);
      passSeconds(9.999);
      expect(await records.read(['window'])).toEqual([5]);
      passSeconds(0.001);
      expect(await records.read(['window'])).toEqual([0]);
      const adds = Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? records : rival).add('window', 1, { expiresAt: inSeconds(5) }),
      );
      expect((await Promise.all(adds)).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
      passSeconds(5);
      expect(await records.add('window', 1)).toBe(1);
      passSeconds(1e6);
      expect(await records.read(['window'])).toEqual([1]);
    });
  });

  describe('items', () => {
    test('are put, replaced, read and removed', async () => {
      const { records, rival } = store();
      expect(await records.get('item')).toBeUndefined();
      expect(await records.put('item', { n: 1 })).toBe(true);
      expect(await rival.get('item')).toEqual({ n: 1 });
      expect(await records.put('item', { n: 2 })).toBe(true);
      expect(await rival.get('item')).toEqual({ n: 2 });
      await records.remove('item');
      await records.remove('item');
      expect(await rival.get('item')).toBeUndefined();
    });

    test('put if absent succeeds for one of many at once and leaves what is there', async () => {
      const { records, rival } = store();
      const puts = Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? records : rival).put('once', { n }, { ifAbsent: true }),
      );
      const answers = await Promise.all(puts);
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await records.get('once')).toEqual({ n: answers.indexOf(true) });
    });

    test('are invisible and replaceable from the moment they expire', async () => {
      const { records } = store();
      await records.put('session', { n: 1 }, { expiresAt: inSeconds(10) });
      passSeconds(9.999);
      expect(await records.get('session')).toEqual({ n: 1 });
      expect(await records.put('session', { n: 2 }, { ifAbsent: true })).toBe(false);
      passSeconds(0.001);
      expect(await records.get('session')).toBeUndefined();
      expect(await records.put('session', { n: 3 }, { ifAbsent: true, expiresAt: inSeconds(1) })).toBe(true);
      expect(await records.get('session')).toEqual({ n: 3 });
      await records.put('session', { n: 4 });
      passSeconds(1e6);
      expect(await records.get('session')).toEqual({ n: 4 });
    });
  });
}
