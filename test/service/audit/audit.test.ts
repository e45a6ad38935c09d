import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Anchors, auditStreams, verifyAudit } from '../../../functions/service/audit.ts';
import { appendEvents, loadEvents, sha256 } from '../../../functions/service/event-log.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { at, other, subject, tamperings, write } from './tamperings.ts';
import { dynamodbVaults, sqliteVaults, type Vault } from './vaults.ts';

describe.each([
  ['SQLite', sqliteVaults],
  ['DynamoDB', dynamodbVaults],
])('the audit of a store in %s', async (_, open) => {
  const kind = await open();
  afterAll(() => kind.close());
  let vault: Vault;
  let records: Records;
  beforeEach(async () => {
    vault = await kind.vault();
    records = vault.open();
    await write(records);
  });

  test('finds nothing where nobody tampered', async () => {
    expect(await verifyAudit(records)).toEqual({ streams: 2, events: 8, broken: [] });
  });

  test.each(tamperings)(
    'finds whoever $does, names event $sequence: $fault',
    async ({ to, sequence, fault }) => {
      await to(vault, records);
      const { streams, broken } = await verifyAudit(records);
      expect(broken).toEqual([{ stream: subject, sequence, fault }]);
      expect(streams).toBe(2);
    },
  );

  test('names the first broken link of each broken stream', async () => {
    for (const sequence of [2, 3]) await vault.change(other, sequence, 'actor', 'wang');
    await vault.remove(subject, 4);
    expect((await verifyAudit(records)).broken).toEqual([
      { stream: subject, sequence: 4, fault: 'gap' },
      { stream: other, sequence: 2, fault: 'hash' },
    ]);
  });

  test('says nothing false while others write', async () => {
    const [rival, stream] = [vault.open(), 'application/app_2'];
    const writing = (async () => {
      let known = await loadEvents(rival, stream);
      for (let n = 0; n < 60; n += 1) {
        const result = await appendEvents(rival, stream, known, [
          { type: 'noted', at, actor: 'li', data: { n } },
        ]);
        if (result.outcome === 'appended') known = { ...result, events: [] };
      }
      return 'written' as const;
    })();
    const pause = new Promise<'writing'>((resolve) => setImmediate(resolve, 'writing'));
    do expect((await verifyAudit(records)).broken).toEqual([]);
    while ((await Promise.race([writing, pause])) === 'writing');
    expect(await verifyAudit(records)).toEqual({ streams: 3, events: 68, broken: [] });
  });

  describe('against heads that were kept elsewhere', () => {
    let kept: Anchors;
    beforeEach(async () => {
      const anchors = [];
      for await (const { stream, length, ...check } of auditStreams(records)) {
        if (check.outcome === 'broken') throw new Error(`${stream} is broken`);
        anchors.push({ stream, sequence: length, hash: check.lastHash });
      }
      kept = Map.groupBy(anchors, ({ stream }) => stream);
    });

    test('a stream that has grown since leads through them', async () => {
      const known = await loadEvents(records, subject);
      await appendEvents(records, subject, known, [{ type: 'noted', at, actor: 'lin', data: {} }]);
      expect(await verifyAudit(records, kept)).toEqual({ streams: 2, events: 9, broken: [] });
    });

    test('a store that was written anew as a whole does not', async () => {
      const rewritten = (await kind.vault()).open();
      await write(rewritten, 'wang');
      expect((await verifyAudit(rewritten)).broken).toEqual([]);
      expect((await verifyAudit(rewritten, kept)).broken).toEqual([
        { stream: subject, sequence: 5, fault: 'anchor' },
        { stream: other, sequence: 3, fault: 'anchor' },
      ]);
    });

    test('a stream that is gone without a trace is missed', async () => {
      for (const sequence of [1, 2, 3, 4, 5]) await vault.remove(subject, sequence);
      await vault.removeHead(subject);
      await vault.unlist(subject);
      expect((await verifyAudit(records)).broken).toEqual([]);
      expect((await verifyAudit(records, kept)).broken).toEqual([
        { stream: subject, sequence: 1, fault: 'truncated' },
      ]);
    });

    test('a stream that was cut off together with its head is missed', async () => {
      await vault.remove(subject, 5);
      const { lastHash } = await loadEvents(records, subject);
      await vault.changeHead(subject, JSON.stringify({ length: 4, hash: lastHash }));
      expect((await verifyAudit(records)).broken).toEqual([]);
      expect((await verifyAudit(records, kept)).broken).toEqual([
        { stream: subject, sequence: 5, fault: 'truncated' },
      ]);
    });
  });

  test('nothing is appended to what was cut off or changed at its end', async () => {
    const append = async () => {
      const known = await loadEvents(records, subject);
      return appendEvents(records, subject, known, [{ type: 'noted', at, actor: 'lin', data: {} }]);
    };
    await vault.changeLength(subject, 3);
    await expect(append()).rejects.toThrow('run the audit');
    await vault.changeLength(subject, 5);
    await vault.change(subject, 5, 'hash', sha256('other'));
    await expect(append()).rejects.toThrow('run the audit');
    await vault.remove(subject, 5);
    await expect(append()).rejects.toThrow('run the audit');
    await vault.changeLength(subject, 4);
    await expect(append()).rejects.toThrow('run the audit');
    expect((await loadEvents(records, subject)).length).toBe(4);
  });
});
