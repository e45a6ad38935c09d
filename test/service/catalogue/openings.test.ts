import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import type { Catalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { changedOpenings } from '../../../functions/service/catalogue/openings.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { snapshotPointer } from '../../../functions/service/catalogue/snapshot-pointer.ts';
import { calendar } from '../../domain/calendar-given.ts';
import { createGranting } from '../../support/granting.ts';
import {
  agencies,
  descriptor,
  openPublishing,
  type Publishing,
  publisher,
} from '../publication/publishing.ts';

const conditional = {
  class: 'conditional',
  ground: 'continuous',
  reason: '需要持续获取',
  legalBasis: '办法第二十八条',
  conditions: '签订协议',
} as const;
const rivers = descriptor({ openness: conditional });
const all = { fields: ['id', 'name'], rows: [] };
const company = '吉林某某科技有限公司';

let publishing: Publishing;
let granting: ReturnType<typeof createGranting>;
let current: Catalogue;

const look = async () => {
  const before = current;
  current = await publishing.catalogue();
  return { before, after: current };
};

beforeEach(async () => {
  publishing = await openPublishing();
  await publishing.publish(rivers);
  current = await publishing.catalogue();
  const catalogue = () => current;
  granting = createGranting({ ...publishing.deps, catalogue, calendar: async () => calendar });
});
afterEach(() => publishing[Symbol.asyncDispose]());

const granted = async () => {
  const id = await granting.decideOn('rivers', all);
  await granting.sign(id);
  return id;
};

describe('the figures in the public catalogue', () => {
  it('are zero while nobody has applied', () => {
    expect(current.opening('rivers')).toMatchObject({ applications: 0, grants: [] });
  });

  it('follow an application, and say which dataset it was', async () => {
    const digest = current.info.digest;
    await granted();
    const { before, after } = await look();
    expect(after.opening('rivers')).toMatchObject({
      applications: 1,
      approved: 1,
      meanWorkingDays: 0,
      grants: [{ organisation: company, fields: ['id', 'name'] }],
    });
    expect(after.info.digest).not.toBe(digest);
    expect(changedOpenings(before, after)).toEqual(['rivers']);
    expect(changedOpenings(after, after)).toEqual([]);
  });

  it('are no reason to write another snapshot while they stay', async () => {
    await granted();
    await look();
    const pointer = await snapshotPointer(publishing.deps.records);
    await look();
    expect(await snapshotPointer(publishing.deps.records)).toEqual(pointer);
  });

  it('leave no trace of a grant that was revoked, in the whole file', async () => {
    const id = await granted();
    await look();
    expect(readFileSync(current.path).includes(company)).toBe(true);
    await granting.revoke(id);
    await look();
    expect(current.opening('rivers')).toMatchObject({ approved: 1, grants: [] });
    expect(readFileSync(current.path).includes(company)).toBe(false);
    expect(readFileSync(current.path).includes(id)).toBe(false);
  });

  it('disappear with the entry, or when its class changes, and come back with it', async () => {
    await granted();
    await look();
    const open = { openness: { class: 'unconditional' } } as const;
    await publishing.publish(descriptor(open));
    await look();
    expect(current.opening('rivers').applications).toBe(0);
    expect(current.openingMarks().size).toBe(0);
    await publishing.publish(rivers);
    await look();
    expect(current.opening('rivers').applications).toBe(1);
    await publishing.service.withdrawDataset({ id: 'rivers', actor: publisher, reason: '停止提供' });
    await look();
    expect(current.openingMarks().size).toBe(0);
    expect(readFileSync(current.path).includes(company)).toBe(false);
  });

  it('are the same in a snapshot made from the records alone', async () => {
    await granted();
    await look();
    const { digest } = current.info;
    const marks = current.openingMarks();
    await refreshSnapshot(publishing.deps, { rebuild: true });
    await look();
    expect(current.info.digest).toBe(digest);
    expect(current.openingMarks()).toEqual(marks);
  });
});

describe('former snapshots', () => {
  it('are removed, but for the last ten', async () => {
    const { records, now } = publishing.deps;
    for (let step = 1; step <= 13; step += 1) {
      const renamed = agencies.map((agency) => ({ ...agency, nameEn: `${agency.nameEn} ${step}` }));
      await registerAgencies(records, renamed, 'test', now);
      await look();
    }
    const stored = await publishing.deps.blobs.list('snapshots/', { limit: 1000 });
    expect(stored.rows).toHaveLength(10);
    expect(current.agency('bureau')?.nameEn).toMatch(/ 13$/);
  });
});
