/** Rows of an answer as a workbook, by the writer that publications use: texts stay texts, so no formula runs. */
import type { CellKind } from '../intake/outputs/workbook.ts';
import { writeSheet } from '../intake/outputs/xlsx.ts';
import type { FieldType, OutputColumn } from './query.ts';

const kinds: Readonly<Record<FieldType, CellKind>> = {
  string: 'text',
  geopoint: 'text',
  datetime: 'text',
  integer: 'number',
  number: 'number',
  year: 'number',
  boolean: 'boolean',
  date: 'date',
};

/** Writes `path` from rows that are JSON objects with the columns' names. */
export async function writeWorkbook(
  path: string,
  columns: readonly OutputColumn[],
  lines: AsyncIterable<readonly string[]>,
): Promise<void> {
  const header = columns.map(({ name, type }) => ({ name, kind: kinds[type] }));
  await writeSheet(path, header, cells(columns, lines));
}

async function* cells(
  columns: readonly OutputColumn[],
  lines: AsyncIterable<readonly string[]>,
): AsyncGenerator<(string | null)[][]> {
  for await (const batch of lines) {
    yield batch.map((line) => {
      const row = JSON.parse(line) as Readonly<Record<string, string | number | boolean | null>>;
      return columns.map(({ name }) => {
        const cell = row[name] ?? null;
        return cell === null ? null : String(cell);
      });
    });
  }
}
