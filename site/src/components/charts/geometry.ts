/**
 * Where the marks of a chart lie. Across in per cent of the drawing, so that a chart fits any screen without
 * its letters shrinking; down in em, so that it grows with the reader's letters. Every scale begins at zero.
 */
import { scaleBand, scaleLinear } from 'd3-scale';

/** Share of the width that bars may fill; the rest is for the number at the end of the longest. */
const plot = 78;
const line = 1.5;
const bar = 1.15;
const gap = 0.7;
/** What one line of a label may take on the narrowest screen, in halves of an em. */
const labelWidth = 40;

export interface Segment {
  readonly part: number;
  readonly value: number;
  /** Per cent. */
  readonly x: number;
  readonly width: number;
  /** Whether its number is told inside: it fits, and does not repeat the row's. */
  readonly labelled: boolean;
}

export interface BarRow {
  readonly label: readonly { readonly text: string; readonly y: number }[];
  readonly top: number;
  readonly segments: readonly Segment[];
  readonly end: number;
  readonly total: number;
}

export interface Bars {
  readonly rows: readonly BarRow[];
  /** Em. */
  readonly height: number;
  readonly thickness: number;
}

/** Horizontal bars, each under its label; with `share` every row is as wide as the plot. */
export function barsOf(
  rows: readonly { readonly label: string; readonly values: readonly number[] }[],
  share = false,
): Bars {
  const totals = rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const widest = Math.max(1, ...totals);
  let y = 0;
  const placed = rows.map(({ label, values }, index) => {
    const total = totals[index] ?? 0;
    const scale = scaleLinear([0, share ? Math.max(1, total) : widest], [0, share ? 100 : plot]);
    const lines = wrapLabel(label).map((text, row) => ({ text, y: y + row * line + 1.05 }));
    const top = y + lines.length * line + 0.15;
    y = top + bar + gap;
    return { label: lines, top, segments: segmentsOf(values, scale, share), end: scale(total), total };
  });
  return { rows: placed, height: Math.max(0, y - gap + 0.1), thickness: bar };
}

function segmentsOf(values: readonly number[], scale: (value: number) => number, share: boolean): Segment[] {
  let sum = 0;
  /** An undivided amount is told at the end of its bar. */
  const isTold = share || values.filter((value) => value > 0).length > 1;
  return values.map((value, part) => {
    const x = scale(sum);
    sum += value;
    const width = scale(sum) - x;
    return {
      part,
      value,
      x,
      width,
      labelled: isTold && value > 0 && width >= 3 + 2.6 * String(value).length,
    };
  });
}

export interface Column {
  readonly key: string;
  readonly value: number;
  /** Per cent. */
  readonly x: number;
  readonly width: number;
  readonly centre: number;
  /** Em, from the top. */
  readonly top: number;
  readonly height: number;
}

/** Upright columns on a common baseline, `height` em tall at most. */
export function columnsOf(
  rows: readonly { readonly key: string; readonly value: number }[],
  height: number,
): readonly Column[] {
  const across = scaleBand(
    rows.map(({ key }) => key),
    [0, 100],
  ).paddingInner(0.35);
  const up = scaleLinear([0, Math.max(1, ...rows.map(({ value }) => value))], [0, height]);
  return rows.map(({ key, value }) => {
    const x = across(key) ?? 0;
    const width = across.bandwidth();
    return { key, value, x, width, centre: x + width / 2, top: height - up(value), height: up(value) };
  });
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1.15), 0);

/** Breaks a label into lines of about the same length, at spaces or between Chinese characters. */
export function wrapLabel(label: string, width = labelWidth): readonly string[] {
  const pieces = label.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [label];
  const count = Math.ceil(widthOf(label) / width);
  const target = Math.min(width, Math.ceil(widthOf(label) / count) + 2);
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces) {
    const room = lines.length < count - 1 ? target : width;
    if (current !== '' && widthOf(current + piece.trimEnd()) > room) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += piece;
  }
  return [...lines, current.trimEnd()];
}

/** For an SVG attribute: at most three decimals. */
export const percent = (value: number): string => `${Math.round(value * 1000) / 1000}%`;
export const em = (value: number): string => `${Math.round(value * 1000) / 1000}em`;
