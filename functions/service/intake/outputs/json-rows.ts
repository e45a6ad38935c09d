import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { scalar } from '../scalar.ts';
import type { ReadColumn } from '../table/fields.ts';

/** JSON Lines row by row: slower than DuckDB, in memory that does not grow with the number of columns. */
export async function writeRowsAsJson(
  target: string,
  columns: readonly ReadColumn[],
  batches: AsyncIterable<readonly (readonly unknown[])[]>,
): Promise<void> {
  const keys = columns.map(({ field }) => `${JSON.stringify(field.name)}:`);
  const line = (row: readonly unknown[]) =>
    `{${keys.map((key, at) => key + JSON.stringify(scalar(row[at]))).join(',')}}\n`;
  async function* lines() {
    for await (const rows of batches) yield rows.map(line).join('');
  }
  await pipeline(Readable.from(lines(), { objectMode: false }), createWriteStream(target));
}
