import { describe, expect, it } from 'vitest';
import { barsOf, columnsOf, em, percent, wrapLabel } from '../../site/src/components/charts/geometry.ts';

describe('horizontal bars', () => {
  it('begin at zero and are as long as their share of the longest', () => {
    const { rows } = barsOf([
      { label: 'a', values: [10] },
      { label: 'b', values: [5] },
      { label: 'c', values: [0] },
    ]);
    expect(rows.map(({ end }) => end)).toEqual([78, 39, 0]);
    expect(rows.map(({ segments }) => segments[0]?.x)).toEqual([0, 0, 0]);
  });

  it('put the parts of a row end to end, and a number only into a part that has room for it', () => {
    const [row] = barsOf([{ label: 'a', values: [90, 0, 20, 1] }]).rows;
    expect(row?.segments.map(({ labelled }) => labelled)).toEqual([true, false, true, false]);
    const ends = row?.segments.map(({ x, width }) => x + width) ?? [];
    expect(row?.segments.slice(1).map(({ x }) => x)).toEqual(ends.slice(0, -1));
    expect(ends.at(-1)).toBeCloseTo(78, 10);
  });

  it('do not tell the number of an undivided row twice', () => {
    const [row] = barsOf([{ label: 'a', values: [9, 0, 0] }]).rows;
    expect(row?.segments.some(({ labelled }) => labelled)).toBe(false);
  });

  it('fill the width when they show shares, each by its own total', () => {
    const { rows } = barsOf(
      [
        { label: 'a', values: [1, 1] },
        { label: 'b', values: [30, 10] },
      ],
      true,
    );
    expect(rows.map(({ end }) => end)).toEqual([100, 100]);
    expect(rows[1]?.segments[0]?.width).toBe(75);
  });

  it('never divide by nothing', () => {
    expect(barsOf([{ label: 'a', values: [0] }], true).rows[0]?.end).toBe(0);
    expect(barsOf([])).toMatchObject({ rows: [], height: 0 });
  });

  it('leave room for every line of a label', () => {
    const [short, long] = ['短', '长'.repeat(30)].map((label) => barsOf([{ label, values: [1] }]).height);
    expect((long ?? 0) - (short ?? 0)).toBeCloseTo(1.5, 10);
  });
});

describe('upright columns', () => {
  it('stand on one baseline, the largest as tall as the plot', () => {
    const columns = columnsOf(
      [
        { key: 'a', value: 4 },
        { key: 'b', value: 1 },
      ],
      8,
    );
    expect(columns.map(({ top, height }) => top + height)).toEqual([8, 8]);
    expect(columns.map(({ height }) => height)).toEqual([8, 2]);
  });

  it('stay within the width', () => {
    const columns = columnsOf(
      Array.from({ length: 12 }, (_, index) => ({ key: String(index), value: index })),
      8,
    );
    expect(columns[0]?.x).toBe(0);
    const last = columns.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(100, 10);
  });
});

describe('labels', () => {
  it('break into even lines between Chinese characters', () => {
    const lines = wrapLabel('延边朝鲜族自治州政务服务和数字化建设管理局');
    expect(lines.join('')).toBe('延边朝鲜族自治州政务服务和数字化建设管理局');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.length >= 9)).toBe(true);
  });

  it('break English at spaces, keep what fits on one line, and never lose a letter of a long word', () => {
    const name = 'Provincial Administration of Government Services and Digital Construction';
    expect(wrapLabel(name).join(' ')).toBe(name);
    expect(wrapLabel('Food safety')).toEqual(['Food safety']);
    expect(wrapLabel('x'.repeat(90))).toEqual(['x'.repeat(90)]);
  });
});

describe('numbers in attributes', () => {
  it('are short', () => {
    expect([percent(100 / 3), em(1.5)]).toEqual(['33.333%', '1.5em']);
  });
});
