/** The byte machine behind `structure.ts`: records, fields, quotes and line breaks, some 350 MB a second. */
import { VECTOR_ROWS } from '../stage/row-groups.ts';
import type { Dialect } from './records.ts';

/** The longest record read, in bytes: DuckDB's default, far more than a row of a table needs. */
const MAX_RECORD_BYTES = 2_000_000;
/** How many lines a defect names. */
const SHOWN = 20;

export type Problem = 'ragged-row' | 'text-after-quote' | 'line-too-long' | 'unterminated-quote' | 'nul-byte';

export interface Found {
  count: number;
  readonly first: { readonly line: number; readonly columns: number }[];
}

export interface Scan {
  readonly columns: number;
  readonly classes: Uint8Array;
  readonly delimiter: Uint8Array;
  readonly problems: Map<Problem, Found>;
  readonly breaks: { lf: number; cr: number; crlf: number };
  records: number;
  /** Where the current `VECTOR_ROWS` records began, and the most bytes that so many take. */
  vectorStart: number;
  vectorBytes: number;
  /** Bytes fed before the current chunk. */
  before: number;
  recordStart: number;
  recordLine: number;
  line: number;
  fields: number;
  state: number;
  /** The last bytes of the chunk before, in which a delimiter of several bytes may have begun. */
  tail: Uint8Array;
}

// Classes of bytes, so that most of them cost one look-up.
const OTHER = 0;
const DELIMITER = 1;
const QUOTE = 2;
const LF = 3;
const CR = 4;
const SPACE = 5;
/** A byte with which a delimiter of several bytes begins. */
const LEAD = 6;

// Where the machine stands within a field. Blanks before an opening quote leave it at the start.
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSED = 3;

export function startScan(dialect: Dialect, columns: number): Scan {
  const classes = new Uint8Array(256);
  const delimiter = new TextEncoder().encode(dialect.delimiter);
  classes[0x20] = SPACE;
  classes[0x0a] = LF;
  classes[0x0d] = CR;
  for (const byte of delimiter) classes[byte] = LEAD;
  classes[delimiter.at(-1) ?? 0] = DELIMITER;
  classes[dialect.quote.charCodeAt(0)] = QUOTE;
  return {
    columns,
    classes,
    delimiter,
    problems: new Map(),
    breaks: { lf: 0, cr: 0, crlf: 0 },
    records: 0,
    vectorStart: 0,
    vectorBytes: 0,
    before: 0,
    recordStart: 0,
    recordLine: 1,
    line: 1,
    fields: 1,
    state: START,
    tail: new Uint8Array(0),
  };
}

export function feedScan(scan: Scan, chunk: Uint8Array): void {
  const { classes } = scan;
  let { state } = scan;
  for (let at = 0; at < chunk.length; at++) {
    const kind = classes[chunk[at] as number];
    if (kind === OTHER) {
      if (state === START) state = PLAIN;
      else if (state === CLOSED) state = afterQuote(scan);
      continue;
    }
    if (kind === SPACE) continue;
    if (kind === LEAD) {
      if (state === START) state = PLAIN;
      continue;
    }
    if (kind === LF || kind === CR) state = lineBreak(scan, chunk, at, kind, state);
    else if (state === QUOTED) {
      if (kind === QUOTE) state = CLOSED;
    } else if (kind === QUOTE) {
      if (state === START) state = QUOTED;
      else if (state === CLOSED)
        state = byteBefore(scan, chunk, at) === chunk[at] ? QUOTED : afterQuote(scan);
    } else if (isDelimiter(scan, chunk, at)) {
      scan.fields++;
      state = START;
    } else if (state === START) state = PLAIN;
  }
  scan.state = state;
  noteNul(scan, chunk);
  scan.before += chunk.length;
  scan.tail = chunk.slice(-4);
}

export function endScan(scan: Scan): void {
  if (scan.state === QUOTED) note(scan, 'unterminated-quote', scan.recordLine);
  else if (scan.before > scan.recordStart) endRecord(scan, scan.before);
  endVector(scan, scan.before);
}

function lineBreak(scan: Scan, chunk: Uint8Array, at: number, kind: number, state: number): number {
  const second = kind === LF && byteBefore(scan, chunk, at) === 0x0d;
  if (!second) scan.line++;
  if (state === QUOTED) return QUOTED;
  if (second) {
    scan.breaks.cr--;
    scan.breaks.crlf++;
  } else {
    endRecord(scan, scan.before + at);
    if (kind === LF) scan.breaks.lf++;
    else scan.breaks.cr++;
  }
  scan.recordStart = scan.before + at + 1;
  scan.recordLine = scan.line;
  return START;
}

function endRecord(scan: Scan, end: number): void {
  const bytes = end - scan.recordStart;
  if (bytes > 0 || scan.columns === 1) {
    scan.records++;
    if (scan.fields !== scan.columns) note(scan, 'ragged-row', scan.recordLine);
    if (bytes > MAX_RECORD_BYTES) note(scan, 'line-too-long', scan.recordLine);
    if (scan.records % VECTOR_ROWS === 0) endVector(scan, end);
  }
  scan.fields = 1;
}

function endVector(scan: Scan, end: number): void {
  scan.vectorBytes = Math.max(scan.vectorBytes, end - scan.vectorStart);
  scan.vectorStart = end;
}

function afterQuote(scan: Scan): number {
  note(scan, 'text-after-quote', scan.line);
  return PLAIN;
}

/** The delimiter's last byte was met: have its other bytes come before? */
function isDelimiter(scan: Scan, chunk: Uint8Array, at: number): boolean {
  const { delimiter, tail } = scan;
  for (let back = 1; back < delimiter.length; back++) {
    const byte = at >= back ? chunk[at - back] : tail[tail.length + at - back];
    if (byte !== delimiter[delimiter.length - 1 - back]) return false;
  }
  return true;
}

function byteBefore(scan: Scan, chunk: Uint8Array, at: number): number | undefined {
  return at > 0 ? chunk[at - 1] : scan.tail.at(-1);
}

/** NULs are rare: they are looked for apart, and only the chunk's first is named. */
function noteNul(scan: Scan, chunk: Uint8Array): void {
  const nul = chunk.indexOf(0);
  if (nul < 0) return;
  let line = scan.line;
  for (let at = chunk.indexOf(10, nul); at >= 0; at = chunk.indexOf(10, at + 1)) line--;
  note(scan, 'nul-byte', Math.max(1, line));
}

function note(scan: Scan, problem: Problem, line: number): void {
  const found = scan.problems.get(problem) ?? { count: 0, first: [] };
  scan.problems.set(problem, found);
  found.count++;
  if (found.first.length < SHOWN) found.first.push({ line, columns: scan.fields });
}
