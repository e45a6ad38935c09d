/**
 * Walks every byte of a delimited UTF-8 file and says what is wrong with its structure, by line. DuckDB reads the
 * same file in parallel for speed; its row count must equal the one found here.
 */
import type { Defect } from '../../../domain/defect.ts';
import { chunksOf } from './chunks.ts';
import type { Dialect } from './records.ts';
import { endScan, type Found, feedScan, type Problem, startScan } from './scan.ts';

export interface Structure {
  /** Records, the header among them. */
  readonly records: number;
  readonly defects: readonly Defect[];
  /** Records end in more than one kind of line break. */
  readonly mixedBreaks: boolean;
  /** The most bytes that `VECTOR_ROWS` consecutive records take. */
  readonly vectorBytes: number;
}

/** @param columns what the header has; with one, a blank line is a record (of an empty cell), as it is to DuckDB. */
export async function scanStructure(
  path: string,
  file: string,
  dialect: Dialect,
  columns: number,
  skipBytes: number,
): Promise<Structure> {
  const scan = startScan(dialect, columns);
  let skip = skipBytes;
  for await (const chunk of chunksOf(path)) {
    feedScan(scan, chunk.subarray(skip));
    skip = 0;
  }
  endScan(scan);
  return {
    records: scan.records,
    defects: [...scan.problems].map(([problem, found]) => describe(problem, found, file, columns)),
    mixedBreaks: [scan.breaks.lf, scan.breaks.cr, scan.breaks.crlf].filter((count) => count > 0).length > 1,
    vectorBytes: scan.vectorBytes,
  };
}

interface Wording {
  readonly what: (columns: number, widths: string) => string;
  readonly remedy: string;
}

const wordings: Record<Problem, Wording> = {
  'ragged-row': {
    what: (columns, widths) => `Rows that do not have the ${columns} columns of the header but ${widths}`,
    remedy: 'Add the missing cells, or quote the cells that contain the delimiter.',
  },
  'text-after-quote': {
    what: () => 'Cells with text after their closing quote',
    remedy: 'Double every quote inside a quoted cell.',
  },
  'line-too-long': {
    what: () => 'Records longer than 2,000,000 bytes',
    remedy: 'Look for a missing closing quote, or deliver long texts as attachments.',
  },
  'unterminated-quote': { what: () => 'A quote that is never closed', remedy: 'Close it.' },
  'nul-byte': { what: () => 'NUL bytes', remedy: 'Export the file again as plain text.' },
};

function describe(problem: Problem, found: Found, file: string, columns: number): Defect {
  const { what, remedy } = wordings[problem];
  const lines = found.first.map(({ line }) => line).join(', ');
  const more = found.count > found.first.length ? ` and ${found.count - found.first.length} more` : '';
  const widths = [...new Set(found.first.map((row) => row.columns))].slice(0, 5).join(', ');
  return {
    code: problem,
    path: `${file}, line ${found.first[0]?.line ?? 1}`,
    message: `${what(columns, widths)}, ${found.count} in all, at line ${lines}${more}. ${remedy}`,
  };
}
