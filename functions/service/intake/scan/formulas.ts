/** Cells that a spreadsheet would run as formulas when the CSV is opened: published unaltered, with a warning. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { formulaLike } from '../../../domain/privacy.ts';
import { identifier, literal, streamRows } from '../../duckdb.ts';
import type { Table } from '../read-table.ts';
import type { Warning } from '../refusal.ts';
import { parquet, stagedRows } from '../table/aggregate.ts';
import { countCells } from '../table/count-cells.ts';

/** A little more than the domain finds. */
const BEGINS = '^[=@+\\t\\r\\x{FF1D}\\x{FF20}\\x{FF0B}\\x{FE62}-\\x{FE63}\\x{FE66}\\x{FE6B}\\x{FF0D}-]';
/** Signed numbers, the most frequent of what the domain lets pass. */
const SIGNED = '[+-][0-9]+([.][0-9]*)?';

export async function formulaWarnings(connection: DuckDBConnection, table: Table): Promise<Warning[]> {
  const columns = table.columns.filter(({ readAs }) => readAs === 'string');
  const rows = stagedRows(table.staged.path);
  const suspect = (text: string) =>
    `(regexp_matches(${text}, ${literal(BEGINS)}) AND NOT regexp_full_match(${text}, ${literal(SIGNED)}))`;
  const ids = columns.map(({ id }) => id);
  const counts = await countCells(connection, parquet(table.staged.path), ids, [suspect]);
  const warnings: Warning[] = [];
  for (const { id, field } of columns) {
    const [expected = 0] = counts.get(id) ?? [];
    if (expected === 0) continue;
    const sql = `SELECT "row", ${identifier(id)} FROM ${rows} WHERE ${suspect(identifier(id))}`;
    const first: string[] = [];
    let count = 0;
    for await (const cells of streamRows(connection, sql, expected))
      for (const [row, value] of cells) {
        if (!formulaLike(String(value))) continue;
        count++;
        if (first.length < 3) first.push(String(row));
      }
    const message = `${count} cells of "${field.title}" begin like a formula (rows ${first.join(', ')}${count > 3 ? ', …' : ''}). They are published unaltered; spreadsheets may run them.`;
    if (count > 0) warnings.push({ code: 'formula-like-cells', message, about: [field.title], count });
  }
  return warnings;
}
