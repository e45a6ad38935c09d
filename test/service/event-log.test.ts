import { describe, expect, test } from 'vitest';
import {
  appendEvents,
  type EventFacts,
  loadEvents,
  loadHead,
  sha256,
} from '../../functions/service/event-log.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';

const stream = 'application/app_1';
const none = { length: 0, lastHash: '' };
const at = '2026-03-02T01:00:00.000Z';
const event = (data: object = {}): EventFacts => ({ type: 'opened', at, actor: '林', data });
const open = () => openSqliteRecords(':memory:', { now: () => new Date(at) });

describe('the event log', () => {
  test('chains each event to the one before it, by SHA-256 over text that any tool can make', async () => {
    const records = open();
    const events = [event({ b: '水', a: [1, null], left: undefined }), event()];
    const first = await appendEvents(records, stream, none, events);
    const loaded = await loadEvents(records, stream);
    const hashes = loaded.events.map(({ hash }) => hash);
    const text = (previous: string, sequence: number, data: string) =>
      `{"actor":"林","at":"${at}","data":${data},"previous":"${previous}","sequence":${sequence},"stream":"${stream}","type":"opened"}`;
    // Written with sha256sum.
    expect(hashes[0]).toBe('5160e56548f28ef4ff52d34047d23078a0b85469743a76affbcf7050ab8df11a');
    expect(sha256(text('', 1, '{"a":[1,null],"b":"水"}'))).toBe(hashes[0]);
    expect(sha256(text(hashes[0] ?? '', 2, '{}'))).toBe(hashes[1]);
    expect(first).toEqual({ outcome: 'appended', length: 2, lastHash: hashes[1] });
    expect(loaded).toMatchObject({ length: 2, lastHash: hashes[1] });
  });

  test('goes on from what the append before answered, or from what was loaded', async () => {
    const records = open();
    const first = await appendEvents(records, stream, none, [event()]);
    if (first.outcome !== 'appended') throw new Error('the first append was refused');
    await appendEvents(records, stream, first, [event()]);
    const third = await appendEvents(records, stream, await loadEvents(records, stream), [event()]);
    expect(third).toMatchObject({ outcome: 'appended', length: 3 });
    expect(await loadHead(records, stream)).toMatchObject({ length: 3 });
  });

  test('knows nothing of a stream without events', async () => {
    const records = open();
    expect(await loadEvents(records, stream)).toEqual({ events: [], ...none });
    await appendEvents(records, 'application/app_2', none, [event()]);
    expect(await loadHead(records, stream)).toEqual(none);
  });

  test('chains equal events in different streams differently', async () => {
    const records = open();
    const ends = await Promise.all(['a', 'b'].map((name) => appendEvents(records, name, none, [event()])));
    expect(new Set(ends.map((end) => 'lastHash' in end && end.lastHash)).size).toBe(2);
  });

  test('tells the second writer, and keeps the chain and the rows of the first', async () => {
    const records = open();
    const row = { index: 'i', key: 'k', sort: 's' };
    const append = (by: string) =>
      appendEvents(records, stream, none, [event({ by })], { put: [{ ...row, value: { by } }] });
    const results = await Promise.all([append('first'), append('second')]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
    const { events, length, lastHash } = await loadEvents(records, stream);
    expect(await loadHead(records, stream)).toEqual({ length, lastHash });
    expect((await records.query('i', 'k')).rows.map(({ value }) => value)).toEqual([events[0]?.data]);
  });

  test('answers a repeated append as the first time, though others have written since', async () => {
    const records = open();
    await appendEvents(records, stream, none, [event()], { token: 'once' });
    await appendEvents(records, stream, await loadEvents(records, stream), [event()]);
    const head = await loadHead(records, stream);
    for (const known of [none, head])
      expect(await appendEvents(records, stream, known, [event()], { token: 'once' })).toEqual({
        outcome: 'repeated',
        length: 1,
      });
    expect(await loadHead(records, stream)).toEqual(head);
  });

  test('writes rows without events and leaves the head alone', async () => {
    const records = open();
    await appendEvents(records, stream, none, [event()]);
    const head = await loadHead(records, stream);
    const put = [{ index: 'i', key: 'k', sort: 's', value: {} }];
    expect(await appendEvents(records, stream, head, [], { put })).toEqual({ outcome: 'appended', ...head });
    expect(await loadHead(records, stream)).toEqual(head);
    expect((await records.query('i', 'k')).rows).toHaveLength(1);
  });

  test.each([
    ['a date', { at: new Date(0) }],
    ['an infinite number', { n: Number.POSITIVE_INFINITY }],
    ['a function', { f: () => 1 }],
  ])('refuses data with %s and writes nothing', async (_, data) => {
    const records = open();
    await expect(appendEvents(records, stream, none, [event(data)])).rejects.toThrow(TypeError);
    expect(await loadEvents(records, stream)).toMatchObject(none);
  });

  test('chains whatever JSON the store keeps', async () => {
    const records = open();
    const data = {
      numbers: [-0, 0.1, 1e21, 5e-324, 2 ** 60],
      text: ['\u0000\u001f"\\\n\u2028', '\ud800', '😀'],
      ...JSON.parse('{"__proto__": {"a": 1}}'),
    };
    await appendEvents(records, stream, none, [event(data)]);
    const [stored] = (await loadEvents(records, stream)).events;
    const again = await appendEvents(open(), stream, none, [event(stored?.data)]);
    expect(again).toMatchObject({ lastHash: stored?.hash });
  });

  test('refuses to go on where fewer events are stored than were seen', async () => {
    const records = open();
    const seen = { length: 2, lastHash: sha256('seen') };
    await appendEvents(records, stream, none, [event()]);
    await expect(appendEvents(records, stream, seen, [event()])).rejects.toThrow('run the audit');
  });
});
