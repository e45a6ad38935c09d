import { describe, expect, it } from 'vitest';
import { editionsOf } from '../../functions/domain/open-list-edition.ts';
import type { ChangeRow } from '../../functions/service/catalogue/catalogue.ts';
import { toCsv } from '../../site/src/data/csv.ts';
import { lineOf } from '../../site/src/data/line.ts';
import { openListOf } from '../../site/src/data/open-list.ts';
import { openListCsv, openListJson, restrictedJson } from '../../site/src/data/open-list-files.ts';
import { agencyOf, entryOf, versionOf } from './catalogue-fixtures.ts';

const change = (rest: Partial<ChangeRow>): ChangeRow => ({
  at: '2026-11-02T01:00:00Z',
  kind: 'added',
  entry: 'water',
  agency: 'ecology',
  ...rest,
});

const changes = [
  change({ at: '2026-11-20T02:00:00Z', kind: 'version', version: 2 }),
  change({ at: '2026-11-02T01:00:01Z', kind: 'version', version: 1 }),
  change({}),
  change({ at: '2026-11-01T15:00:00Z', entry: 'air' }),
];

describe('editions of an open list', () => {
  it('gather the changes of one day of the province, newest day first', () => {
    expect(editionsOf(changes).map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-02', '2026-11-01']);
  });

  it('tell an addition once, without its first version', () => {
    expect(editionsOf(changes)[1]?.changes).toEqual([change({})]);
  });

  it('tell a later version of the same day', () => {
    const later = change({ kind: 'version', version: 2 });
    expect(editionsOf([later, change({})])[0]?.changes).toHaveLength(2);
  });
});

describe('the open lists', () => {
  const entries = [
    entryOf({
      id: 'withheld',
      title: '甲',
      openness: { class: 'withheld', reason: '含个人隐私', legalBasis: '第二十八条' },
    }),
    entryOf({ id: 'gone', title: '乙' }, [], {
      status: 'withdrawn',
      withdrawn: { at: '2026-11-03T00:00:00Z', reason: '"来源,停止"' },
    }),
    entryOf({ id: 'water', title: '水质' }, [versionOf()]),
    entryOf({ id: 'air', title: '空气' }, [versionOf({ number: 3 })]),
  ];
  const lines = entries.map((entry) => lineOf(entry, '2026-11-23'));
  const lists = [openListOf(agencyOf('ecology', '生态环境厅'), lines, () => changes)];

  it('order entries by class, then by title as read in Chinese, with the withdrawn last', () => {
    expect(lists[0]?.lines.map(({ id }) => id)).toEqual(['air', 'water', 'withheld', 'gone']);
    expect(lists[0]?.counts).toEqual({ unconditional: 2, conditional: 0, withheld: 1 });
    expect(lists[0]?.withdrawn).toBe(1);
  });

  it('are one line an entry as CSV, with the last change and whether it is new', () => {
    const [header, air, water, ...rest] = openListCsv(lists, 'https://data.example').toString().split('\r\n');
    expect(header).toContain('in_latest_edition,');
    expect(air).toContain('added,2026-11-01T15:00:00Z,no,,,https://data.example/datasets/air/');
    expect(water).toContain('version,2026-11-20T02:00:00Z,yes,,,https://data.example/datasets/water/');
    expect(rest[1]).toContain('"""来源,停止"""');
  });

  it('carry applications, decisions and grants of conditional data, in numbers as CSV and in full as JSON', () => {
    const grant = { decision: '第1号', organisation: '甲公司', fields: ['a'], from: 'x', until: 'y' };
    const counts = { applications: 9, approved: 5, rejected: 2, lapsed: 1, revoked: 3 };
    const opening = { ...counts, meanWorkingDays: 6.5, grants: [grant] };
    const conditional = entryOf({ openness: { class: 'conditional', conditions: '签订协议' } });
    const entry = lineOf(conditional, '2026-11-23', opening);
    const told = [openListOf(agencyOf('ecology', '生态环境厅'), [entry], () => changes)];
    const [header = '', line = ''] = openListCsv(told, 'https://data.example').toString().split('\r\n');
    const names = 'conditions,applications,approved,rejected,lapsed,revoked,mean_working_days,active_grants';
    expect(header).toContain(names);
    expect(line).toContain('签订协议,9,5,2,1,3,6.5,1,');
    const json = openListJson(told, 'https://data.example', { updated: '', digest: '' });
    expect(JSON.parse(json.toString())).toMatchObject({ agencies: [{ entries: [{ opening }] }] });
  });

  it('of what is not open are a list of their own, with reason and basis', () => {
    const { total, entries: told } = JSON.parse(
      restrictedJson(lines, 'withheld', 'https://data.example', ''),
    );
    expect(total).toBe(1);
    expect(told).toMatchObject([{ id: 'withheld', reason: '含个人隐私', legalBasis: '第二十八条' }]);
    expect(JSON.parse(restrictedJson(lines, 'conditional', '', '')).entries).toEqual([]);
  });

  it('carry reasons, bases and editions as JSON', () => {
    const text = openListJson(lists, 'https://data.example', {
      updated: '2026-11-20T02:00:00Z',
      digest: 'd',
    });
    const { agencies } = JSON.parse(text.toString()) as {
      agencies: { latestEdition: string; entries: unknown[] }[];
    };
    expect(agencies[0]?.latestEdition).toBe('2026-11-20');
    expect(agencies[0]?.entries[2]).toMatchObject({
      openness: { reason: '含个人隐私', legalBasis: '第二十八条' },
    });
  });
});

describe('a table as CSV', () => {
  it('quotes what must be quoted and leaves absent values empty', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,y', null],
          ['he said "no"\n', 0],
        ],
      ),
    ).toBe('a,b\r\n"x,y",\r\n"he said ""no""\n",0\r\n');
  });
});
