/** What officials do with entries of other portals, up to their publication here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Complement } from '../../../functions/domain/harvest-source.ts';
import { writeAccepted } from '../../../functions/service/harvest/descriptor-directories.ts';
import {
  acceptHarvested,
  listHarvested,
  rejectHarvested,
  showHarvested,
} from '../../../functions/service/harvest/review.ts';
import { createPublicationService } from '../../../functions/service/publication/publication.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { type Harvesting, openHarvesting, operator } from './harvesting.ts';
import { openPortal, type Portal } from './portal.ts';

const id = 'changchun';
const reviewer: Actor = { id: 'r', roles: ['reviewer'], agency: 'ecology-department' };
const stranger: Actor = { id: 's', roles: ['reviewer'], agency: 'health-commission' };
const publisher: Actor = { id: 'p', roles: ['publisher'], agency: 'ecology-department' };

const complement: Complement = {
  sharing: { type: 'unconditional' },
  acquisition: 'produced',
  dataLevel: 'general',
  theme: '211',
  spatial: { code: '220100', name: '长春市' },
  contact: { phone: '0431-12345' },
};
const waters = {
  identifier: 'waters',
  title: '长春市河流水质',
  description:
    '长春市各河流断面的水质监测结果，由市生态环境局每月更新一次，供公众查询、研究和再利用，使用时请注明来源。'.padEnd(
      60,
      '。',
    ),
  keyword: ['水质'],
  publisher: { name: '长春市生态环境局' },
  accessLevel: 'public',
  license: 'https://creativecommons.org/licenses/by/4.0/',
  accrualPeriodicity: 'R/P1M',
  issued: '2025-01-01',
  modified: '2026-02-01',
  landingPage: 'https://data.city.example/waters',
  distribution: [
    {
      title: '=cmd()',
      format: 'csv',
      mediaType: 'text/csv',
      downloadURL: 'https://data.city.example/waters.csv?a=1,2',
    },
  ],
};

let portal: Portal;
let harvesting: Harvesting;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal[Symbol.asyncDispose]());

const read = (...dataset: readonly unknown[]) => {
  portal.answer = () => Response.json({ dataset });
  const url = `${portal.url}/data.json`;
  return harvesting.read({ id, url, kind: 'data-json', agency: 'ecology-department', complement });
};
beforeEach(async () => {
  harvesting = await openHarvesting();
  await read(waters);
  return () => harvesting[Symbol.asyncDispose]();
});
const entry = async () => {
  const shown = await showHarvested(harvesting, id, 'waters');
  if (!shown) throw new Error('the entry is not there');
  return shown;
};
const codes = { code: '307008001/77' };
const accept = async (actor: Actor = operator, corrections: Record<string, unknown> = codes) =>
  acceptHarvested(harvesting.deps, {
    source: id,
    key: 'waters',
    hash: (await entry()).entry.hash,
    actor,
    corrections,
  });

describe('an entry', () => {
  it('is as much of a descriptor as source and complement tell; what nobody said is asked for by the rules of publication', async () => {
    const { draft, defects, told } = await entry();
    expect(draft).toMatchObject({
      id: 'changchun--waters',
      publisher: 'ecology-department',
      responsibleDepartment: 'ecology-department',
      theme: '211',
      licence: 'CC-BY-4.0',
      updateCycle: 'monthly',
      sources: [{ url: waters.landingPage, note: expect.stringContaining('长春市生态环境局') }],
    });
    expect(defects.map(({ code, path }) => `${code} ${path}`)).toEqual(['missing code']);
    expect(told.distributions).toHaveLength(1);
  });

  it('has no licence but its own, and none of our making', async () => {
    await read({ ...waters, license: undefined });
    expect((await entry()).defects.map(({ code }) => code)).toEqual(['missing', 'licence-not-told']);
  });

  it('is accepted when nothing stands against its publication, by those whose part it is', async () => {
    expect(await accept(operator, {})).toMatchObject({
      refusal: { code: 'harvested-not-publishable' },
      defects: [{ path: 'code' }],
    });
    for (const actor of [stranger, publisher])
      expect(await accept(actor)).toMatchObject({ refusal: { code: 'not-permitted' } });
    expect(await accept(reviewer, { ...codes, id: 'airports', publisher: 'health-commission' })).toEqual({
      outcome: 'done',
    });
    const { entry: state, accepted } = await entry();
    expect(state.review).toBe('accepted');
    expect(accepted).toMatchObject({ id: 'changchun--waters', publisher: 'ecology-department', ...codes });
  });

  it('is rejected with a reason, and accepted later all the same', async () => {
    const { hash } = (await entry()).entry;
    const reject = (reason: string) =>
      rejectHarvested(harvesting.deps, { source: id, key: 'waters', hash, actor: reviewer, reason });
    expect(await reject(' \u200b')).toMatchObject({ refusal: { code: 'reason-required' } });
    expect(await reject('与省级条目重复')).toEqual({ outcome: 'done' });
    expect((await entry()).entry).toMatchObject({ review: 'rejected', reason: '与省级条目重复' });
    expect(await accept()).toEqual({ outcome: 'done' });
  });

  it('comes up for review again when it changes; who looked at it before decides on nothing', async () => {
    const { hash } = (await entry()).entry;
    await accept();
    await read({ ...waters, title: '长春市河流水质（新）' });
    expect((await entry()).entry.review).toBe('to-review');
    const late = { source: id, key: 'waters', hash, actor: operator, corrections: codes };
    expect(await acceptHarvested(harvesting.deps, late)).toMatchObject({
      refusal: { code: 'changed-at-source' },
    });
  });

  it('is decided on once by two who looked at the same; the second is told', async () => {
    const { hash, review: status } = (await entry()).entry;
    const asked = { source: id, key: 'waters', hash, status };
    const both = await Promise.all([
      acceptHarvested(harvesting.deps, { ...asked, actor: reviewer, corrections: codes }),
      rejectHarvested(harvesting.deps, { ...asked, actor: operator, reason: '与省级条目重复' }),
    ]);
    expect(both.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(both).toContainEqual({
      outcome: 'refused',
      refusal: { code: 'overtaken', message: expect.stringContaining('look at it again') },
    });
  });

  it('that is gone stays as it was decided, and is not accepted', async () => {
    await accept();
    await read();
    expect((await listHarvested(harvesting, id))[0]).toMatchObject({ review: 'accepted', gone: {} });
    expect(await accept()).toMatchObject({ refusal: { code: 'gone-at-source' } });
    expect(await writeAccepted(harvesting.records, id, harvesting.directory)).toEqual([]);
  });
});

describe('an accepted entry', () => {
  it('is written as a directory that publication takes: its source marked, and where its data lies', async () => {
    await accept();
    const to = join(harvesting.directory, 'accepted');
    const [written, ...more] = await writeAccepted(harvesting.records, id, to);
    expect([written?.path, written?.isChanged, more]).toEqual([join(to, 'changchun--waters'), true, []]);
    expect((await writeAccepted(harvesting.records, id, to))[0]?.isChanged).toBe(false);
    const directory = written?.path ?? '';
    expect(readFileSync(join(directory, 'distributions.csv'), 'utf8')).toBe(
      `title,format,media_type,url\n'=cmd(),CSV,text/csv,"${waters.distribution[0]?.downloadURL}"\n`,
    );
    const { records, deps } = harvesting;
    const publications = createPublicationService({
      ...{
        records,
        now: deps.now,
        workDirectory: harvesting.directory,
        generators: {},
        generatorsRevision: '',
      },
      blobs: openFilesystemBlobs(join(harvesting.directory, 'blobs')),
      onChanged: async () => {},
    });
    const document: unknown = JSON.parse(readFileSync(join(directory, 'dataset.json'), 'utf8'));
    const result = await publications.publish({ document, directory, actor: operator });
    expect(result).toMatchObject({ outcome: 'published', version: 1 });
  });
});
