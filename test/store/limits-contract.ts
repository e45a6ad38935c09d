import { describe, expect, test } from 'vitest';
import { InvalidKey, RECORD_LIMITS, RecordTooLarge } from '../../functions/service/ports.ts';
import { event, row } from './append-contract.ts';
import type { RecordsUnderTest } from './records-contract.ts';

export function limitsContract(store: RecordsUnderTest): void {
  describe('limits', () => {
    const { eventsPerAppend, rowsPerAppend, recordBytes, nameBytes } = RECORD_LIMITS;

    test('the largest append that is allowed is stored', async () => {
      const { records } = store();
      const events = Array.from({ length: eventsPerAppend }, () => event({ text: '字'.repeat(39_000) }));
      const longest = (n: number) => `${'键'.repeat((nameBytes - 4) / 3)}${String(n).padStart(4, '0')}`;
      const put = Array.from({ length: rowsPerAppend }, (_, n) => ({
        index: '索'.repeat(333),
        key: longest(0),
        sort: longest(n),
        value: { n },
      }));
      const stream = longest(1);
      const token = longest(2);
      expect(await records.append(stream, 0, events, { put, token })).toMatchObject({ outcome: 'appended' });
      expect(await records.load(stream)).toHaveLength(eventsPerAppend);
      expect((await records.query('索'.repeat(333), longest(0))).rows).toHaveLength(rowsPerAppend);
    });

    test('one record may have as many bytes as promised and not one more', async () => {
      const { records } = store();
      const overhead = JSON.stringify({ text: '' }).length;
      const exact = { text: 'x'.repeat(recordBytes - overhead) };
      expect(await records.put('exact', exact)).toBe(true);
      expect(await records.get('exact')).toEqual(exact);
      const over = { text: `${exact.text}x` };
      await expect(records.put('over', over)).rejects.toThrow(RecordTooLarge);
      await expect(records.append('over', 0, [event(over)])).rejects.toThrow(RecordTooLarge);
      const put = [{ index: 'over', key: 'k', sort: 's', value: over }];
      await expect(records.append('over', 0, [event()], { put })).rejects.toThrow(RecordTooLarge);
      expect(await records.load('over')).toEqual([]);
      expect(await records.get('over')).toBeUndefined();
    });

    test('more events, rows or bytes than one append takes are refused and nothing is written', async () => {
      const { records } = store();
      const rows = Array.from({ length: rowsPerAppend + 1 }, (_, n) => row('much', String(n), 'x'));
      const refused = [
        records.append(
          'much',
          0,
          Array.from({ length: eventsPerAppend + 1 }, () => event()),
        ),
        records.append('much', 0, [event()], { put: rows }),
        records.append('much', 0, [event()], { put: rows.slice(1), remove: rows.slice(0, 1) }),
      ];
      for (const answer of refused) await expect(answer).rejects.toThrow(RangeError);
      const large = Array.from({ length: 13 }, () => event({ text: 'x'.repeat(250_000) }));
      await expect(records.append('much', 0, large)).rejects.toThrow(/3145728/);
      expect(await records.load('much')).toEqual([]);
      expect((await records.query('much', 'k')).rows).toEqual([]);
    });

    test.each([
      ['no hash', 'none'],
      ['one in upper case', 'A'.repeat(64)],
      ['one too short', 'a'.repeat(63)],
    ])('an event with %s is refused', async (_, hash) => {
      const { records } = store();
      await expect(records.append('hash', 0, [{ ...event(), hash }])).rejects.toThrow(InvalidKey);
      expect(await records.load('hash')).toEqual([]);
    });

    test.each([
      ['empty', ''],
      ['too long', 'x'.repeat(nameBytes + 1)],
      ['too long in bytes', '字'.repeat(334)],
      ['with a control character', 'a\u0000b'],
      ['with broken Unicode', 'a\ud800'],
    ])('a name that is %s is refused everywhere', async (_, name) => {
      const { records } = store();
      const good = { index: 'i', key: 'k', sort: 's', value: {} };
      const calls = [
        records.append(name, 0, [event()]),
        records.append('ok', 0, [event()], { token: name }),
        records.append('ok', 0, [{ ...event(), type: name }]),
        records.append('ok', 0, [{ ...event(), at: name }]),
        records.append('ok', 0, [{ ...event(), actor: name }]),
        records.append('ok', 0, [{ ...event(), hash: name }]),
        records.append('ok', 0, [event()], { put: [{ ...good, index: name }] }),
        records.append('ok', 0, [event()], { put: [{ ...good, key: name }] }),
        records.append('ok', 0, [event()], { remove: [{ ...good, sort: name }] }),
        records.load(name),
        records.query(name, 'k'),
        records.query('i', name),
        records.add(name, 1),
        records.read([name]),
        records.put(name, {}),
        records.get(name),
        records.remove(name),
      ];
      for (const call of calls) await expect(call).rejects.toThrow(InvalidKey);
      await expect(records.query('a#b', 'k')).rejects.toThrow(InvalidKey);
    });
  });
}
