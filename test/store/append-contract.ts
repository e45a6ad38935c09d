import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject, NewEvent } from '../../functions/service/ports.ts';
import type { RecordsUnderTest } from './records-contract.ts';

const AT = '2026-03-01T08:00:00.000Z';

/** The store keeps hashes without judging them, so any will do. */
export function event(data: JsonObject = {}, type = 'noted'): NewEvent {
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return { type, at: AT, actor: '吉林省政务服务和数字化建设管理局', data, hash };
}

export function appendContract(store: RecordsUnderTest): void {
  describe('append and load', () => {
    test('events are numbered from 1 and loaded in order; an unknown stream is empty', async () => {
      const { records } = store();
      expect(await records.load('order/1')).toEqual([]);
      expect(await records.append('order/1', 0, [event({ n: 1 }), event({ n: 2 })])).toEqual({
        outcome: 'appended',
        length: 2,
      });
      expect(await records.append('order/1', 2, [event({ n: 3 })])).toEqual({
        outcome: 'appended',
        length: 3,
      });
      expect(await records.load('order/1')).toEqual(
        [1, 2, 3].map((n) => ({ ...event({ n }), stream: 'order/1', sequence: n })),
      );
      expect((await records.load('order/1', 2)).map(({ sequence }) => sequence)).toEqual([3]);
      expect(await records.load('order/1', 3)).toEqual([]);
    });

    test('of two writers that expect the same length one appends and the other is told', async () => {
      const { records, rival } = store();
      for (let round = 0; round < 20; round += 1) {
        const results = await Promise.all([
          records.append('race', round, [event({ by: 'first' })], {
            put: [row('race', `${round}`, 'first')],
          }),
          rival.append('race', round, [event({ by: 'second' })], {
            put: [row('race', `${round}`, 'second')],
          }),
        ]);
        expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
        expect(results.map(({ length }) => length)).toEqual([round + 1, round + 1]);
      }
      const events = await records.load('race');
      const rows = (await records.query('race', 'k')).rows;
      expect(events.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      const winners = Object.fromEntries(events.map(({ sequence, data }) => [`${sequence - 1}`, data.by]));
      expect(Object.fromEntries(rows.map(({ sort, value }) => [sort, value.by]))).toEqual(winners);
    });

    test('a conflict writes neither events nor rows and tells the length', async () => {
      const { records } = store();
      await records.append('conflict', 0, [event(), event()]);
      for (const expected of [0, 1, 3]) {
        const options = { put: [row('conflict', `${expected}`, 'x')], token: `t${expected}` };
        expect(await records.append('conflict', expected, [event()], options)).toEqual({
          outcome: 'conflict',
          length: 2,
        });
      }
      expect(await records.load('conflict')).toHaveLength(2);
      expect((await records.query('conflict', 'k')).rows).toEqual([]);
      expect(await records.append('conflict', 2, [event()], { token: 't3' })).toMatchObject({
        outcome: 'appended',
      });
    });

    test('a token used before answers as the first time and writes nothing', async () => {
      const { records, rival } = store();
      expect(await records.append('token', 0, [event()], { token: '令牌' })).toEqual({
        outcome: 'appended',
        length: 1,
      });
      await records.append('token', 1, [event()]);
      const again = { token: '令牌', put: [row('token', 'again', 'x')] };
      for (const expected of [0, 1, 2]) {
        expect(await rival.append('token', expected, [event()], again)).toEqual({
          outcome: 'repeated',
          length: 1,
        });
      }
      expect(await records.load('token')).toHaveLength(2);
      expect((await records.query('token', 'k')).rows).toEqual([]);
      expect(await records.append('token/other', 0, [event()], { token: '令牌' })).toMatchObject({
        outcome: 'appended',
      });
    });

    test('the same request sent twice at once is carried out once', async () => {
      const { records, rival } = store();
      const send = (to: typeof records) => to.append('twice', 0, [event()], { token: 'same' });
      const results = await Promise.all([send(records), send(rival), send(records)]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'repeated', 'repeated']);
      expect(await records.load('twice')).toHaveLength(1);
    });

    test('of two writers of rows alone under one token one writes, and the other is told', async () => {
      const { records, rival } = store();
      for (let turn = 1; turn <= 10; turn += 1) {
        const write = (to: typeof records, by: string) =>
          to.append('turns', 0, [], { put: [row('turns', `${turn}`, by)], token: `${turn}` });
        const results = await Promise.all([write(records, 'first'), write(rival, 'second')]);
        const winner = results[0].outcome === 'appended' ? 'first' : 'second';
        expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'repeated']);
        const { rows } = await records.query('turns', 'k', { from: `${turn}`, limit: 1 });
        expect(rows[0]?.value.by).toBe(winner);
      }
      expect(await records.load('turns')).toEqual([]);
    });

    test('rows can be put, replaced and removed with an append, and without events', async () => {
      const { records } = store();
      await records.append('rows', 0, [event()], { put: [row('rows', 'a', '1'), row('rows', 'b', '1')] });
      await records.append('rows', 1, [event()], {
        remove: [row('rows', 'a', ''), row('rows', 'b', ''), row('rows', 'unknown', '')],
        put: [row('rows', 'b', '2'), row('rows', 'c', '1'), row('rows', 'c', '2')],
      });
      const values = async () =>
        (await records.query('rows', 'k')).rows.map(({ sort, value }) => `${sort}${value.by}`);
      expect(await values()).toEqual(['b2', 'c2']);
      expect(await records.append('rows', 1, [], { put: [row('rows', 'd', '1')] })).toEqual({
        outcome: 'conflict',
        length: 2,
      });
      expect(await records.append('rows', 2, [], { put: [row('rows', 'd', '1')] })).toEqual({
        outcome: 'appended',
        length: 2,
      });
      expect(await records.append('rows/none', 0, [], { put: [row('rows', 'e', '1')] })).toMatchObject({
        length: 0,
      });
      expect(await values()).toEqual(['b2', 'c2', 'd1', 'e1']);
    });

    test('JSON comes back as it went in', async () => {
      const { records } = store();
      const data: JsonObject = {
        null: null,
        numbers: [0, 1, -1.5, 0.1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, 2 ** 60],
        booleans: [true, false],
        text: [
          '',
          '长春市朝阳区',
          'é',
          '😀',
          '\u0000\u001f"\\\n\u2028',
          '\ud800',
          "'; DROP TABLE events; --",
        ],
        nested: { deep: { deeper: [[], {}, [{ 键: '值' }]] }, '': 'empty name', 'a.b#c': 1 },
        ...JSON.parse('{"__proto__": {"polluted": true}}'),
      };
      await records.append('json/吉林 #1', 0, [event(data)], {
        put: [{ index: 'json', key: '键 #2', sort: '序', value: data }],
      });
      await records.put('json/项目', data);
      const stored = [
        (await records.load('json/吉林 #1'))[0]?.data,
        (await records.query('json', '键 #2')).rows[0]?.value,
        await records.get('json/项目'),
      ];
      for (const value of stored) {
        expect(JSON.stringify(value)).toBe(JSON.stringify(data));
        expect(value).toEqual(data);
      }
      expect(Object.hasOwn({}, 'polluted')).toBe(false);
    });

    test('a property that is undefined is left out, a number that JSON cannot hold is refused', async () => {
      const { records } = store();
      await records.append('undefined', 0, [event({ a: 1, b: undefined })]);
      expect(Object.keys((await records.load('undefined'))[0]?.data ?? {})).toEqual(['a']);
      for (const n of [Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(records.append('nan', 0, [event({ n })])).rejects.toThrow(TypeError);
      }
      expect(await records.load('nan')).toEqual([]);
    });

    test('a stream of more than one megabyte is loaded whole', async () => {
      const { records } = store();
      const text = 'x'.repeat(60_000);
      for (let length = 0; length < 50; length += 25) {
        await records.append(
          'long',
          length,
          Array.from({ length: 25 }, (_, n) => event({ n: length + n, text })),
        );
      }
      const events = await records.load('long');
      expect(events.map(({ data }) => data.n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
      expect(events.every(({ data }) => data.text === text)).toBe(true);
    });
  });
}

export function row(index: string, sort: string, by: string) {
  return { index, key: 'k', sort, value: { by } };
}
