import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClockRun } from '../../../functions/domain/clock-run.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import type { Opening } from '../../../functions/domain/opening.ts';
import { type Catalogue, openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { ownDatasets } from '../../../functions/service/own-dataset/own-datasets.ts';
import type { Recorded } from '../../../functions/service/own-dataset/recorded.ts';
import type { PublicVoice } from '../../../functions/service/voice/view.ts';
import { parseTable } from '../../datasets/shipped.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { fixtureSources } from '../../support/catalogue-fixture.ts';
import { openPublishing, type Publishing } from '../publication/publishing.ts';

const now = '2026-11-23T01:00:00.000Z';
const opening: Opening = {
  applications: 3,
  approved: 2,
  rejected: 0,
  lapsed: 0,
  revoked: 1,
  meanWorkingDays: 4.5,
  grants: [
    {
      decision: '吉数开〔2026〕第000002号',
      organisation: '吉林某某科技有限公司',
      creditCode: '11220100013828800N',
      purpose: '客流预测，"一号线"',
      fields: ['station', 'value'],
      from: '2026-03-10T02:00:00.000Z',
      until: '2027-03-10T16:00:00.000Z',
    },
    {
      decision: '吉数开〔2026〕第000001号',
      fields: [],
      from: '2025-03-10T02:00:00.000Z',
      until: '2027-01-01T16:00:00.000Z',
    },
    {
      decision: '吉数开〔2025〕第000001号',
      organisation: '已经到期的单位',
      fields: [],
      from: '2025-03-10T02:00:00.000Z',
      until: now,
    },
  ],
};

const run: ClockRun = {
  clock: 'complaint.answer',
  agency: 'ecology',
  startedAt: '2026-03-31T16:00:00.000Z',
  state: 'met',
  overdue: false,
};
const answered: PublicVoice = {
  id: 'voi_01KKAQHX80CGE04NF47GCE0S6H',
  kind: 'question',
  status: 'answered',
  agency: { id: 'ecology', name: null, nameEn: null },
  datasets: [{ id: 'rivers', name: null, nameEn: null }],
  title: '提问人的话',
  text: '提问人的话',
  by: '提问人',
  filedAt: '2026-03-31T16:00:00.000Z',
  answer: { outcome: 'told', text: '每月一次。', at: '2026-04-02T02:00:00.000Z' },
  supporters: 2,
};
const recorded: Recorded = {
  runs: [run, { ...run, state: 'missed', overdue: true }, { ...run, startedAt: '2026-03-31T15:59:59.000Z' }],
  answered: [answered],
  demand: [],
};

let publishing: Publishing;
let catalogue: Catalogue;

beforeAll(async () => {
  publishing = await openPublishing();
  const path = join(publishing.directory, 'fixture.sqlite');
  writeSnapshot(path, fixtureAgencies, fixtureSources, [
    { dataset: 'bus-card-journeys', mark: '1', opening },
    { dataset: 'patient-registry', mark: '1', opening },
  ]);
  catalogue = openCatalogue(path);
});
afterAll(async () => {
  catalogue.close();
  await publishing[Symbol.asyncDispose]();
});

const tableOf = (id: string) => ownDatasets[id]?.(catalogue, now, recorded) ?? '';

describe('the platform’s own datasets', () => {
  it('tell of each conditional dataset its conditions and figures, whether anybody applied or not', async () => {
    const { rows } = parseTable(await tableOf('conditional-openings'));
    expect(rows.map(({ dataset_id }) => dataset_id)).toEqual(['bus-card-journeys', 'heating-meters']);
    expect(rows[0]).toMatchObject({
      applications: '3',
      approved: '2',
      mean_working_days: '4.5',
      active_grants: '2',
    });
    expect(rows[1]).toMatchObject({ applications: '0', mean_working_days: '', active_grants: '0' });
  });

  it('tell of each grant that has effect who holds it, what for, and until which day', async () => {
    const { rows } = parseTable(await tableOf('conditional-grants'));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      decision: '吉数开〔2026〕第000002号',
      dataset_id: 'bus-card-journeys',
      title: '公交刷卡行程（示例数据）',
      publisher: 'changchun-bus',
      organisation: '吉林某某科技有限公司',
      credit_code: '11220100013828800N',
      purpose: '客流预测，"一号线"',
      fields: 'station value',
      valid_from: '2026-03-10',
      valid_until: '2027-03-10',
    });
    expect(rows[1]).toMatchObject({ organisation: '', credit_code: '', purpose: '' });
  });

  it('tell of clocks by the month of China in which they started, and of answers no word of who asked', () => {
    const { rows } = parseTable(tableOf('clock-performance'));
    const common = {
      agency: 'ecology',
      clock: 'complaint.answer',
      kind: 'statutory',
      law: 'Art. 50',
      running: '0',
    };
    expect(rows).toEqual([
      { ...common, month: '2026-03', started: '1', met: '1', missed: '0' },
      { ...common, month: '2026-04', started: '2', met: '1', missed: '1' },
    ]);
    const table = tableOf('public-answers');
    expect(table).not.toContain('提问人');
    expect(parseTable(table).rows).toEqual([
      expect.objectContaining({ filed_on: '2026-04-01', answered_on: '2026-04-02', answer: '每月一次。' }),
    ]);
  });

  it('tell of the catalogue without themselves', () => {
    const ids = parseTable(tableOf('platform-statistics')).rows.map(({ dataset_id }) => dataset_id ?? '');
    expect(ids).toContain('patient-registry');
    expect(ids.filter((id) => Object.hasOwn(ownDatasets, id))).toEqual([]);
  });

  it('tell what agencies share, and why they do not share the rest', async () => {
    const shared = parseTable(await tableOf('sharing-responsibility')).rows.map(
      ({ dataset_id }) => dataset_id,
    );
    const { rows } = parseTable(await tableOf('sharing-negative-list'));
    expect(rows).toMatchObject([
      {
        dataset_id: 'patient-registry',
        reason: '涉及个人隐私',
        legal_basis: '《个人信息保护法》第二十八条',
      },
    ]);
    expect(shared).toContain('heating-meters');
    for (const id of ['patient-registry', 'retired-outlets', 'sharing-negative-list'])
      expect(shared).not.toContain(id);
  });

  it.each(Object.keys(ownDatasets))('%s is published as it is made, rows or none', async (id) => {
    const shipped = join(import.meta.dirname, '../../../datasets', id, 'dataset.json');
    const dataset = JSON.parse(readFileSync(shipped, 'utf8')) as Dataset;
    const publish = (text: string, modified: string) =>
      publishing.publish({ ...dataset, modified }, { [`${id}.csv`]: text }, { actor: operator });
    const first = await publish(await tableOf(id), '2026-11-23');
    expect(first).toMatchObject({ outcome: 'published', version: 1 });
    expect(await publish(await tableOf(id), '2026-11-23')).toMatchObject({ outcome: 'unchanged' });
    // The next day says that the data is still current: no version, and no line in the open list.
    expect(await publish(await tableOf(id), '2026-11-24')).toMatchObject({ outcome: 'published' });
    const next = await publishing.catalogue();
    expect(next.entry(id)).toMatchObject({ dataset: { modified: '2026-11-24' }, versions: [{ number: 1 }] });
    expect(next.changes({ entry: id }).map(({ kind }) => kind)).toEqual(['version', 'added']);
    const [header = '', ...rows] = (await tableOf(id)).trimEnd().split('\n');
    if (!dataset.mayBeEmpty || rows.length === 0) return;
    expect(await publish(`${header}\n`, '2026-11-25')).toMatchObject({ version: 2, table: { rows: 0 } });
  });
});

const operator = { id: 'operator', roles: ['operator'] } as const;
