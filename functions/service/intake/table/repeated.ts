/** Values that must be unique and are not: single fields and the primary key. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableViolation } from '../../../domain/defect.ts';
import { identifier, rowsOf } from '../../duckdb.ts';
import { measure } from './aggregate.ts';
import type { DeclaredColumn } from './rules.ts';
import { shownValue, VALUE_CHARACTERS } from './shown-value.ts';

const SHOWN = 100;

export interface Repeated {
  readonly column: string;
  readonly rule: string;
  /** Rows beyond the first of each value. */
  readonly count: number;
  readonly first: readonly TableViolation[];
}

/** Rows with an empty cell in the key are left out: that is another rule's matter. */
export async function repeatedKeys(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly DeclaredColumn[],
  primaryKey: readonly string[],
): Promise<Repeated[]> {
  const keys = columns
    .filter(
      ({ declared }) =>
        declared.constraints?.unique && !(primaryKey.length === 1 && primaryKey[0] === declared.name),
    )
    .map((column) => ({ rule: 'unique', columns: [column] }));
  const primary = columns.filter(({ name }) => primaryKey.includes(name));
  if (primary.length > 0) keys.push({ rule: 'primary key unique', columns: primary });
  const found: Repeated[] = [];
  for (const key of keys) {
    const repeated = await findRepeated(connection, rows, key.columns, key.rule);
    if (repeated !== undefined) found.push(repeated);
  }
  return found;
}

async function findRepeated(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly DeclaredColumn[],
  rule: string,
): Promise<Repeated | undefined> {
  const ids = columns.map(({ id }) => identifier(id));
  const filled = ids.map((id) => `${id} IS NOT NULL`).join(' AND ');
  // Distinct hashes prove distinct values; only when hashes repeat are the values themselves compared.
  const hashes = `count(DISTINCT hash(${ids.join(', ')})) FILTER (${filled})`;
  const [total = 0, distinct = 0] = await measure(connection, rows, [`count_if(${filled})`, hashes]);
  if (total === distinct) return undefined;
  const groups = `SELECT ${ids.join(', ')}, min("row") AS "first", count(*) AS times FROM ${rows}
    WHERE ${filled} GROUP BY ${ids.join(', ')} HAVING count(*) > 1`;
  const [sum] = await rowsOf<{ beyond: bigint | null }>(
    connection,
    `SELECT sum(times - 1)::BIGINT AS beyond FROM (${groups})`,
  );
  const count = Number(sum?.beyond ?? 0);
  if (count === 0) return undefined;
  const same = ids.map((id) => `r.${id} = g.${id}`).join(' AND ');
  const result = await connection.run(
    `SELECT r."row", g."first", ${ids.map((id) => `r.${id}[:${VALUE_CHARACTERS}]`).join(', ')} FROM ${rows} r JOIN (${groups}) g ON ${same}
     WHERE r."row" > g."first" ORDER BY r."row" LIMIT ${SHOWN}`,
  );
  const name = columns.map((column) => column.name).join(', ');
  const first = (await result.getRowsJS()).map(([row, earlier, ...values]) => ({
    row: Number(row),
    column: name,
    value: columns
      .map((column, at) => shownValue(String(values[at]), column))
      .join(', ')
      .slice(0, VALUE_CHARACTERS),
    rule: `${rule}: repeats row ${earlier}`,
  }));
  return { column: name, rule, count, first };
}
