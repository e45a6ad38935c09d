import { describe, expect, it } from 'vitest';
import { constraintText, differenceText } from '../../site/src/dataset/words.ts';
import {
  formatBytes,
  formatDate,
  formatDay,
  formatMoment,
  formatNumber,
  formatShare,
} from '../../site/src/format.ts';
import { html } from '../../site/src/html.ts';
import { use } from '../../site/src/i18n/index.ts';
import { laterPages, pageNumbers, pageOf } from '../../site/src/paging.ts';
import { scriptJson } from '../../site/src/script-json.ts';
import { cellText as previewCell } from '../../site/src/scripts/preview-pages.ts';
import { readState, toggle, writeState } from '../../site/src/scripts/search-state.ts';
import { tellUpdate } from '../../site/src/scripts/updates.ts';
import { updateStateOf, updateText } from '../../site/src/update-state.ts';
import { entryOf } from './catalogue-fixtures.ts';

const day = (date: string): number => Date.parse(date) / 86_400_000;

describe('numbers and dates', () => {
  it('are written alike on every machine', () => {
    expect([0, 999, 1000, 1234567, -1234.5].map(formatNumber)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '-1,234.5',
    ]);
    expect([0, 999, 1000, 48_213, 999_499, 999_500, 2_400_312_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.00 kB',
      '48.2 kB',
      '999 kB',
      '1.00 MB',
      '2.40 GB',
    ]);
    expect(formatDate('2026-03-05', 'zh')).toBe('2026年3月5日');
    expect(formatDate('2026-03-05', 'en')).toBe('5 March 2026');
    expect(formatMoment('2026-03-05T18:30:00Z', 'zh')).toBe('2026年3月6日 02:30');
    // The day of an instant is China's.
    expect(['2026-03-05T16:00:00Z', '2026-03-05'].map((when) => formatDay(when, 'en'))).toEqual([
      '6 March 2026',
      '5 March 2026',
    ]);
  });

  it('never round a share up to all', () => {
    expect([0, 0.5, 0.99999, 1].map(formatShare)).toEqual(['0%', '50%', '99.9%', '100%']);
  });
});

describe('update states', () => {
  const { live } = use('zh').common;
  const told = (updated: string, due: string, today: string, form = 'long') =>
    tellUpdate({ updated, due }, day(today), live, form)?.text;

  it('are told for the day of reading', () => {
    expect(told('2026-03-07', '2026-04-07', '2026-03-10')).toBe('3 天前更新，28 天后到期');
    expect(told('2026-03-07', '2026-03-07', '2026-03-07')).toBe('今天更新，今天到期');
    expect(told('2026-03-07', '2026-03-08', '2026-03-20')).toBe('逾期 12 天，13 天前更新');
    expect(told('2026-03-07', '2026-03-08', '2026-03-20', 'short')).toBe('逾期 12 天');
    expect(told('2026-03-07', '2026-03-08', '2026-03-01')).toBeUndefined();
    expect(told('2026-03-07', '', '2026-03-09')).toBeUndefined();
  });

  it('stand in the page as days that stay true', () => {
    const state = updateStateOf(entryOf({ modified: '2026-03-07', updateCycle: 'monthly' }), '2026-03-10');
    expect(state).toEqual({ kind: 'current', updated: '2026-03-07', due: '2026-04-07' });
    expect(updateText(state, 'zh')).toBe('2026年3月7日更新，应于2026年4月7日前再次更新');
  });

  it('say nothing of lateness for data that is withheld, complete or withdrawn', () => {
    const kind = (entry: ReturnType<typeof entryOf>) => updateStateOf(entry, '2027-01-01').kind;
    expect(kind(entryOf({ openness: { class: 'withheld' } }))).toBe('closed');
    expect(kind(entryOf({ updateCycle: 'never' }))).toBe('ended');
    expect(
      kind(entryOf({}, [], { status: 'withdrawn', withdrawn: { at: '2026-12-01T02:00:00Z', reason: 'x' } })),
    ).toBe('withdrawn');
    expect(kind(entryOf({ updateCycle: 'monthly' }))).toBe('overdue');
  });
});

describe('the words of a dataset', () => {
  const same = {
    from: 1,
    rowsAdded: 0,
    rowsRemoved: 0,
    rowsChanged: null,
    columnsAdded: [],
    columnsRemoved: [],
    columnsRetyped: [],
  };

  it('say what changed between versions, and that nothing did', () => {
    expect(differenceText(same, 'zh')).toBe('内容相同');
    expect(
      differenceText({ ...same, rowsAdded: 1400, rowsChanged: 2, columnsRemoved: ['a', 'b'] }, 'zh'),
    ).toBe('新增 1,400 行，修改 2 行，删除字段 a、b');
  });

  it('say what a field must hold', () => {
    const field = {
      name: 'ph',
      title: 'pH',
      type: 'number',
      sensitivity: 'public',
      constraints: { required: true, minimum: 0, maximum: 14 },
    } as const;
    expect(constraintText(field, true, 'zh')).toBe('主键，必填，≥ 0，≤ 14');
  });

  it('show a cell of the file as the static rows show it', () => {
    const words = { yes: '是', no: '否' };
    expect(previewCell(new Date('2026-01-28T12:30:00Z'), 'datetime', words)).toBe('2026-01-28T12:30:00');
    expect(previewCell(new Date('2026-01-28T00:00:00Z'), 'date', words)).toBe('2026-01-28');
    expect(previewCell(12345678901234567890n, 'integer', words)).toBe('12345678901234567890');
    expect(previewCell(false, 'boolean', words)).toBe('否');
    expect(previewCell(null, 'string', words)).toBeUndefined();
  });
});

describe('markup made from strings', () => {
  it('escapes everything but what it made itself', () => {
    const inner = html`<b>${'a & b'}</b>`;
    expect(html`<p title="${'"><script>'}">${inner}${[inner, inner]}${undefined}${false}${7}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;script&gt;"><b>a &amp; b</b><b>a &amp; b</b><b>a &amp; b</b>7</p>',
    );
  });

  it('keeps data from ending a script element', () => {
    const text = scriptJson({ note: '</script><!--\u2028' });
    expect(text).not.toMatch(/[<>\u2028]/);
    expect(JSON.parse(text)).toEqual({ note: '</script><!--\u2028' });
  });
});

describe('long lists', () => {
  it('come in pages of a hundred', () => {
    const list = Array.from({ length: 250 }, (_, index) => index);
    expect(laterPages(list.length)).toEqual([2, 3]);
    expect(pageOf(list, 3)).toHaveLength(50);
    expect(laterPages(100)).toEqual([]);
    expect(pageNumbers(50, 100)).toEqual([1, 0, 49, 50, 51, 0, 100]);
    expect(pageNumbers(1, 3)).toEqual([1, 2, 0, 3].filter((number) => number !== 0));
  });
});

describe('the address of a search', () => {
  it('is read and written alike, and holds nothing unknown', () => {
    const query = '?q=%E6%B0%B4%E8%B4%A8&theme=201&theme=211&sort=rows';
    expect(writeState(readState(query))).toBe(query);
    expect(writeState(readState('?sort=evil&x=1&utm=2'))).toBe('');
    expect(readState(`?q=${'长'.repeat(500)}`).q).toHaveLength(200);
  });

  it('takes a value of a facet, and gives it back', () => {
    const chosen = toggle(readState(''), 'agency', 'a');
    expect(writeState(chosen)).toBe('?agency=a');
    expect(writeState(toggle(chosen, 'agency', 'a'))).toBe('');
  });
});
