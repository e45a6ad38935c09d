/** Any table, written as CSV in any way that RFC 4180 allows, comes out with the same cells. */
import { expect, test } from 'vitest';
import { parseRecords } from '../../../functions/service/intake/detect/records.ts';
import { csv, csvOf, prepare } from './support.ts';

/** Mulberry32: small, seeded, the same everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pieces = [
  'a',
  '长春',
  '"',
  ',',
  '\n',
  '\r\n',
  ' ',
  ';',
  "'",
  '1',
  '.',
  '-',
  '#',
  '😀',
  '=',
  '\t',
  '|',
  '\\',
  '0',
  'é',
];

test.each(Array.from({ length: 12 }, (_, seed) => seed))('random table %i', async (seed) => {
  const next = random(seed);
  const pick = (count: number) => Math.floor(next() * count);
  const columns = 2 + pick(4);
  const newline = ['\n', '\r\n'][pick(2)] ?? '\n';
  const cell = () => Array.from({ length: pick(5) }, () => pieces[pick(pieces.length)]).join('');
  const rows = Array.from({ length: 1 + pick(400) }, () => Array.from({ length: columns }, cell));
  const mustQuote = /[",\r\n]|^ /;
  const write = (text: string) =>
    mustQuote.test(text) || next() < 0.2 ? `"${text.replaceAll('"', '""')}"` : text;
  const header = Array.from({ length: columns }, (_, at) => `column ${at}`);
  const content = `${[header, ...rows].map((row) => row.map(write).join(',')).join(newline)}${newline}`;
  const dialect = { delimiter: ',', quote: '"' };
  const fields = header.map((title, at) => ({
    name: `c${at}`,
    title,
    type: 'string' as const,
    sensitivity: 'public' as const,
  }));
  const version = await prepare(csv(content, { data: { path: 'data.csv', dialect }, fields }));
  const [, ...read] = parseRecords(await csvOf(version), dialect, Number.POSITIVE_INFINITY);
  expect(version.rows).toBe(rows.length);
  expect(read).toEqual(rows);
});
