import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../functions/domain/checkpoint.ts';
import { leavesFor, leavesIn, tilePath, tileWidth } from '../../../functions/domain/log-tiles.ts';
import { inclusionPath, leafHash, rootOf, rootOfHashes } from '../../../functions/domain/merkle.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import { appendEvents } from '../../../functions/service/event-log.ts';
import { type LogDeps, logKey, shownLog } from '../../../functions/service/log/contract.ts';
import { keptHeads } from '../../../functions/service/log/heads.ts';
import { keepLog } from '../../../functions/service/log/log.ts';
import { signedHeads } from '../../../functions/service/log/signed-heads.ts';
import { readSigners, verifierKeys } from '../../../functions/service/log/signers.ts';
import { extendTiles, leafAt, subtreesOf } from '../../../functions/service/log/tiles.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { datasetOf, published, versionOf } from '../../support/catalogue-fixture.ts';
import { census, type Given, newKey, oldKey, openGiven } from './given.ts';

let given: Given;
beforeEach(() => {
  given = openGiven();
});
afterEach(() => given.close());

const shown = async () => {
  const log = await shownLog(given.deps.records);
  if (!log) throw new Error('nothing is shown');
  return log;
};

/** Every leaf that is shown, after a check that the signed root is over exactly these. */
async function leaves(pem = oldKey): Promise<readonly { type: string; [name: string]: unknown }[]> {
  const { size, checkpoint, origin } = await shown();
  const [key = ''] = verifierKeys(origin, readSigners(pem));
  const texts = await Promise.all(
    Array.from({ length: size }, (_, index) => leafAt(given.deps.blobs, index, size)),
  );
  const opened = openCheckpoint(checkpoint, key);
  expect(opened).toMatchObject({ origin, size });
  expect(Buffer.from(opened?.root ?? [])).toEqual(Buffer.from(rootOfHashes(texts.map(leafHash))));
  return texts.map((text) => JSON.parse(text));
}
const types = async (pem?: string) => (await leaves(pem)).map(({ type }) => type);

describe('the public log', () => {
  it('tells keys, all records, versions and entries once, however often it is looked at', async () => {
    given.publish(census(2));
    await Promise.all([keepLog(given.deps), keepLog(given.deps)]);
    await keepLog(given.deps);
    expect(await types()).toEqual(['key', 'audit', 'version', 'version', 'entry']);
    expect((await shown()).events).toBe(1);
  });

  it('goes on the next day with one leaf over all records, and after days with one', async () => {
    given.publish(census());
    await keepLog(given.deps);
    for (const moment of ['2026-03-10T15:59:59Z', '2026-03-10T16:00:00Z', '2026-03-14T02:00:00Z']) {
      given.at(moment);
      await keepLog(given.deps);
    }
    const days = (await leaves()).filter(({ type }) => type === 'audit');
    expect(days.map(({ day }) => day)).toEqual(['2026-03-10', '2026-03-11', '2026-03-14']);
    const lines = await keptHeads(given.deps.blobs, String(days[2]?.root));
    expect(lines?.map((line) => JSON.parse(line))).toEqual([
      { stream: 'catalogue-log', length: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('tells of new versions, changed entries and withdrawals, of what is not open no file, and of no free text', async () => {
    const reason = '含有张三的电话';
    const gated = datasetOf('gated', '企业', { openness: { class: 'conditional', conditions: '研究' } });
    given.publish(census(), published(gated, [versionOf('gated', 1, '2026-03-01T01:00:00Z')]));
    await keepLog(given.deps);
    given.publish(census(2, '人口普查', 3));
    await keepLog(given.deps);
    const withdrawn = { at: '2026-03-09T01:00:00Z', reason };
    const { entry } = census(2, '人口普查', 4);
    given.publish({ entry: { ...entry, status: 'withdrawn', withdrawn }, changes: [], sequence: 4 });
    await keepLog(given.deps);
    const told = await leaves();
    expect(told.slice(2).map(({ type, dataset, version }) => [type, dataset, version])).toEqual([
      ['version', 'census', 1],
      ['entry', 'census', undefined],
      ['version', 'gated', 1],
      ['entry', 'gated', undefined],
      ['version', 'census', 2],
      ['entry', 'census', undefined],
      ['version-withdrawn', 'census', 1],
      ['version-withdrawn', 'census', 2],
      ['dataset-withdrawn', 'census', undefined],
    ]);
    expect(told[4]).toMatchObject({ files: [] });
    expect(JSON.stringify(told)).not.toMatch(/张三|人口|企业/);
  });

  it('does not go back with a process that has the catalogue of before', async () => {
    given.publish(census(2));
    await keepLog(given.deps);
    given.publish(census(1, '旧'));
    await keepLog(given.deps);
    expect(await types()).toHaveLength(5);
  });

  it('is written in several events when there is much to say', async () => {
    const many = Array.from({ length: 120 }, (_, place) => {
      const id = `dataset-${String(place).padStart(3, '0')}`;
      return published(datasetOf(id, id), [
        versionOf(id, 2, '2026-03-02T01:00:00Z'),
        versionOf(id, 1, '2026-03-01T01:00:00Z'),
      ]);
    });
    given.publish(...many);
    await keepLog(given.deps);
    const told = await leaves();
    expect(told).toHaveLength(2 + 3 * many.length);
    expect(new Set(told.map((leaf) => JSON.stringify(leaf))).size).toBe(told.length);
    expect((await shown()).events).toBeGreaterThan(2);
  });

  it('names its keys with their times: a new one signs beside the old before it signs alone', async () => {
    given.publish(census());
    await keepLog(given.deps);
    given.sign(oldKey, newKey);
    given.at('2026-03-10T03:00:00Z');
    await keepLog(given.deps);
    expect(await types(oldKey)).toEqual(await types(newKey));
    given.sign(newKey);
    given.at('2026-03-10T04:00:00Z');
    await keepLog(given.deps);
    expect((await types(newKey)).slice(-2)).toEqual(['key', 'key-retired']);
    expect((await shown()).keys).toMatchObject([
      { from: '2026-03-10T02:00:00.000Z', until: '2026-03-10T04:00:00.000Z' },
      { from: '2026-03-10T03:00:00.000Z' },
    ]);
  });
});

it('what was signed each day finds a chain that was rewritten whole, and names it', async () => {
  given.publish(census());
  const { records, blobs } = given.deps;
  const at = '2026-03-10T01:00:00Z';
  const event = (type: string) => ({ type, at, actor: 'li', data: {} });
  await appendEvents(records, 'application/one', { length: 0, lastHash: '' }, [event('true')]);
  await keepLog(given.deps);
  const [key = ''] = verifierKeys((await shown()).origin, readSigners(oldKey));
  const heads = await signedHeads({ records, blobs }, key);
  if (heads.outcome === 'broken') throw new Error(heads.problem);
  const anchors = heads.lines.map((line) => JSON.parse(line));
  expect(anchors).toMatchObject([{ stream: 'application/one', length: 1 }]);
  const forged = openSqliteRecords(join(given.directory, 'forged.sqlite'), { now: given.deps.now });
  await appendEvents(forged, 'application/one', { length: 0, lastHash: '' }, [event('false')]);
  const byStream = Map.groupBy(
    anchors.map(({ stream, length, hash }) => ({ stream, sequence: length, hash })),
    ({ stream }) => stream,
  );
  expect((await verifyAudit(forged)).broken).toEqual([]);
  expect((await verifyAudit(forged, byStream)).broken).toEqual([
    { stream: 'application/one', sequence: 1, fault: 'anchor' },
  ]);
  await forged.close();
  const other = await signedHeads(
    { records, blobs },
    verifierKeys('data.example.cn/log', readSigners(newKey))[0] ?? '',
  );
  expect(other).toMatchObject({ outcome: 'broken', problem: expect.stringContaining('not signed') });
});

/** The stores, which end the process at their `last`-th writing: before it is done, or after. */
function dying({ records, blobs, ...rest }: LogDeps, last: number, isDone: boolean): LogDeps {
  let writings = 0;
  const write = async <T>(done: () => Promise<T>): Promise<T> => {
    writings += 1;
    if (writings !== last) return done();
    if (isDone) await done();
    throw new Error('killed');
  };
  return {
    ...rest,
    records: {
      ...records,
      append: (...given) => write(() => records.append(...given)),
      put: (...given) => write(() => records.put(...given)),
    },
    blobs: { ...blobs, putBytes: (...given) => write(() => blobs.putBytes(...given)) },
  };
}

it('killed at any writing it leaves a log that holds, and goes on to the same leaves', async () => {
  given.publish(census());
  await keepLog(given.deps);
  const before = await leaves();
  let [last, ended] = [0, false];
  given.at('2026-03-11T02:00:00Z');
  given.publish(census(2, '人口普查', 3));
  for (; !ended; last += 1)
    for (const isDone of [false, true]) {
      ended = await keepLog(dying(given.deps, last + 1, isDone)).then(
        () => true,
        (error: Error) => error.message !== 'killed',
      );
      expect((await leaves()).slice(0, before.length)).toEqual(before);
    }
  expect((await types()).slice(before.length)).toEqual(['audit', 'version', 'entry']);
  expect(last).toBeGreaterThan(3);
});

it('tiles lead to the same roots and leaves as the tree they are cut from, at every size', async () => {
  const { blobs } = given.deps;
  const all = Array.from({ length: 2 * tileWidth + 40 }, (_, place) => `{"leaf":${place}}`);
  let size = 0;
  for (const next of [1, 3, 255, 256, 300, 511, 512, 552]) {
    await extendTiles(blobs, size, all.slice(size, next));
    size = next;
    const root = await rootOf(subtreesOf(blobs, size), size);
    expect(Buffer.from(root)).toEqual(Buffer.from(rootOfHashes(all.slice(0, size).map(leafHash))));
  }
  const body = await blobs.get(logKey(tilePath('entries', 1, tileWidth)));
  expect(leavesIn(new Uint8Array(await new Response(body).arrayBuffer()))).toEqual(all.slice(256, 512));
  const own = (await blobs.list('log/', { limit: 1000 })).rows.map(({ key }) =>
    leavesFor(key.slice('log/'.length)),
  );
  expect(new Set(own)).toEqual(new Set([1, 3, 255, 256, 300, 511, 512, 552]));
  expect(tilePath(1, 1_234_067, 12)).toBe('tile/1/x001/x234/067.p/12');
});

it('a root and a path are those of RFC 9162', async () => {
  const hashes = Array.from({ length: 7 }, (_, place) => leafHash(`${place}`));
  // The tree of seven leaves in RFC 9162, 2.1.5: of d0 the path is b, h, l.
  const [a, b, c, d] = hashes as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const h = rootOfHashes([c, d]);
  const l = rootOfHashes(hashes.slice(4));
  expect(rootOfHashes(hashes)).toEqual(rootOfHashes([rootOfHashes([a, b, c, d]), l]));
  const read = async (height: number, index: number) =>
    rootOfHashes(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height));
  expect(await inclusionPath(read, 0, 7)).toEqual([b, h, l]);
  expect(Buffer.from(rootOfHashes([])).toString('hex')).toMatch(/^e3b0c442/);
});
