import { beforeAll, describe, expect, test } from 'vitest';
import { InvalidCursor, type Page, type QueryOptions } from '../../functions/service/ports.ts';
import { event } from './append-contract.ts';
import type { RecordsUnderTest } from './records-contract.ts';

const ROWS = 120;
const TEXT = 'x'.repeat(20_000);

export function queryContract(store: RecordsUnderTest): void {
  describe('an index of 2.4 MB', () => {
    const sortOf = (n: number) => `2026-${String(n).padStart(3, '0')}`;
    const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

    beforeAll(async () => {
      for (let start = 0; start < ROWS; start += 60) {
        const put = numbers(start, start + 60).map((n) => ({
          index: 'large',
          key: 'k',
          sort: sortOf(n),
          value: { n, text: TEXT },
        }));
        await store().records.append(`large/${start}`, 0, [event()], { put });
      }
    });

    const readAll = async (options: QueryOptions) => {
      const found: unknown[] = [];
      const sizes: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await store().records.query('large', 'k', { ...options, cursor });
        found.push(...page.rows.map(({ value }) => value.n));
        sizes.push(page.rows.length);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return { found, sizes };
    };

    test.each([
      ['ascending', false],
      ['descending', true],
    ])('is read page by page, %s, without gaps or repetition', async (_, descending) => {
      const all = descending ? numbers(0, ROWS).reverse() : numbers(0, ROWS);
      expect(await readAll({ descending, limit: 50 })).toEqual({ found: all, sizes: [50, 50, 20] });
      expect(await readAll({ descending, limit: 60 })).toEqual({ found: all, sizes: [60, 60] });
      expect(await readAll({ descending, limit: 1000 })).toEqual({ found: all, sizes: [120] });
      expect((await readAll({ descending, limit: 17 })).found).toEqual(all);
    });

    test('gives 100 rows when nothing is said', async () => {
      expect((await readAll({})).sizes).toEqual([100, 20]);
    });

    test.each([
      ['from and to', { from: sortOf(10), to: sortOf(95) }, 10, 95],
      ['from', { from: sortOf(100) }, 100, ROWS],
      ['to', { to: sortOf(20) }, 0, 20],
      ['bounds between rows', { from: `${sortOf(5)}!`, to: `${sortOf(8)}!` }, 6, 9],
      ['from what is to', { from: sortOf(5), to: sortOf(5) }, 0, 0],
      ['from after to', { from: sortOf(9), to: sortOf(5) }, 0, 0],
      ['an empty from', { from: '', to: sortOf(3) }, 0, 3],
    ])('is bounded by %s, in both directions and across pages', async (_, bounds, first, end) => {
      for (const limit of [1000, 25]) {
        expect((await readAll({ ...bounds, limit })).found).toEqual(numbers(first, end));
        expect((await readAll({ ...bounds, limit, descending: true })).found).toEqual(
          numbers(first, end).reverse(),
        );
      }
    });

    test('refuses a cursor that it did not make and a limit outside 1–1000', async () => {
      const { records } = store();
      for (const cursor of ['', 'not base64 !', 'YQ==', '🙂']) {
        await expect(records.query('large', 'k', { cursor })).rejects.toThrow(InvalidCursor);
      }
      for (const limit of [0, -1, 1001, 1.5, Number.NaN]) {
        await expect(records.query('large', 'k', { limit })).rejects.toThrow(RangeError);
      }
    });
  });

  test('rows are ordered by the bytes of their sort, and one key does not show the rows of another', async () => {
    const { records } = store();
    const sorts = ['A', 'a', 'a!', 'aa', 'ä', 'é', '一', '長', '～', '😀'];
    const put = sorts.toReversed().map((sort) => ({ index: 'bytes', key: 'k', sort, value: {} }));
    await records.append('bytes', 0, [event()], {
      put: [...put, { index: 'bytes', key: 'k2', sort: 'a', value: {} }],
    });
    const sortsOf = (page: Page<{ sort: string }>) => page.rows.map(({ sort }) => sort);
    expect(sortsOf(await records.query('bytes', 'k'))).toEqual(sorts);
    expect(sortsOf(await records.query('bytes', 'k', { descending: true }))).toEqual(sorts.toReversed());
    expect(sortsOf(await records.query('bytes', 'k', { from: 'aa', to: '～' }))).toEqual(sorts.slice(3, 8));
    expect(sortsOf(await records.query('bytes', 'none'))).toEqual([]);
  });

  test('streams are found by the beginning of their name, in its order, page by page', async () => {
    const { records } = store();
    const names = ['吉/1', '吉/10', '吉/2', '吉/～', '吉/😀'];
    for (const name of ['吉', ...names, '吉0', '告/1']) await records.append(name, 0, [event()]);
    await records.append('吉/2', 1, [event()]);
    await records.append('吉/rows only', 0, [], { put: [{ index: 'i', key: 'k', sort: 's', value: {} }] });
    expect(await records.streams('吉/')).toEqual({ rows: names });
    const first = await records.streams('吉/', { limit: 3 });
    expect(first.rows).toEqual(names.slice(0, 3));
    expect(await records.streams('吉/', { limit: 3, cursor: first.cursor })).toEqual({
      rows: names.slice(3),
    });
    expect((await records.streams('吉/1')).rows).toEqual(['吉/1', '吉/10']);
    expect((await records.streams('', { limit: 1000 })).rows).toEqual(
      expect.arrayContaining(['吉0', '告/1']),
    );
    expect(await records.streams('nobody')).toEqual({ rows: [] });
    await expect(records.streams('吉/', { limit: 0 })).rejects.toThrow(RangeError);
  });
}
