/** Checks a declared schema against all rows: counts of every broken rule, and the first hundred violations. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableViolation } from '../../../domain/defect.ts';
import { identifier, literal } from '../../duckdb.ts';
import { type Refused, refuse } from '../refusal.ts';
import { measure, stagedRows } from './aggregate.ts';
import { repeatedKeys } from './repeated.ts';
import { type DeclaredColumn, rulesOf, type TableRule } from './rules.ts';
import { shownValue, VALUE_CHARACTERS } from './shown-value.ts';
import { type ReadAs, readings } from './types.ts';

const SHOWN = 100;

/** How each column reads, by its staged name, when all rows satisfy the schema. */
export async function validate(
  connection: DuckDBConnection,
  path: string,
  columns: readonly DeclaredColumn[],
  primaryKey: readonly string[],
): Promise<ReadonlyMap<string, ReadAs> | Refused> {
  const unusable = await unusablePatterns(connection, columns);
  if (unusable !== undefined) return unusable;
  const rows = stagedRows(path);
  const readAs = await readingsOf(connection, rows, columns);
  const rules = columns.flatMap((column) => rulesOf(column, readAs.get(column.id) ?? 'string', primaryKey));
  const counts = await measure(
    connection,
    rows,
    rules.map(({ broken }) => `count_if(${broken})`),
  );
  const broken = rules.flatMap((rule, at) =>
    (counts[at] ?? 0) > 0 ? [{ ...rule, count: counts[at] ?? 0 }] : [],
  );
  const repeated = await repeatedKeys(connection, rows, columns, primaryKey);
  if (broken.length === 0 && repeated.length === 0) return readAs;
  const found = [
    ...(await firstViolations(connection, rows, broken)),
    ...repeated.flatMap(({ first }) => first),
  ];
  const violationCounts = Object.fromEntries(
    [
      ...broken.map(({ column, rule, count }) => [column.name, rule, count] as const),
      ...repeated.map(({ column, rule, count }) => [column, rule, count] as const),
    ].map(([column, rule, count]) => [`${column}: ${rule}`, count]),
  );
  const total = Object.values(violationCounts).reduce((sum, count) => sum + count, 0);
  return {
    ...schemaViolated(total, Object.keys(violationCounts)),
    violations: found.sort((a, b) => a.row - b.row).slice(0, SHOWN),
    violationCounts,
  };
}

function schemaViolated(total: number, rules: readonly string[]): Refused {
  const named =
    rules.slice(0, 5).join('; ') + (rules.length > 5 ? `; and ${rules.length - 5} more rules` : '');
  const message = `${total} cells or rows break the declared schema (${named}). Correct the cells listed, or the declaration where it is wrong.`;
  return refuse('schema-violated', 'fields', message);
}

/** RE2 knows less than other engines; what it cannot compile is told before any row is read. */
async function unusablePatterns(
  connection: DuckDBConnection,
  columns: readonly DeclaredColumn[],
): Promise<Refused | undefined> {
  for (const { declared } of columns) {
    const { pattern } = declared.constraints ?? {};
    if (pattern === undefined) continue;
    try {
      await connection.run(`SELECT regexp_full_match('', ${literal(pattern)})`);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const message = `The pattern is not understood: ${error.message.split('\n')[0]}`;
      return refuse('invalid-pattern', `fields.${declared.name}.constraints.pattern`, message, 'RE2 syntax');
    }
  }
  return undefined;
}

/** Declared types; of the two readings of `datetime` the one that more cells have. */
async function readingsOf(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly DeclaredColumn[],
): Promise<Map<string, ReadAs>> {
  const found = new Map<string, ReadAs>();
  const moments = columns.filter(({ declared }) => declared.type === 'datetime');
  const [first, second] = ['datetime-local', 'datetime-utc'] as const;
  const counts = await measure(
    connection,
    rows,
    moments.flatMap(({ id }) =>
      [first, second].map((way) => `count_if(${readings[way].is(identifier(id))})`),
    ),
  );
  for (const { id, declared } of columns) if (declared.type !== 'datetime') found.set(id, declared.type);
  for (const [at, { id }] of moments.entries())
    found.set(id, (counts[2 * at + 1] ?? 0) > (counts[2 * at] ?? 0) ? second : first);
  return found;
}

/** The first hundred rows of each broken rule; together they hold the first hundred of all. */
async function firstViolations(
  connection: DuckDBConnection,
  rows: string,
  broken: readonly TableRule[],
): Promise<TableViolation[]> {
  const found: TableViolation[] = [];
  for (const { column, rule, broken: condition } of broken) {
    const result = await connection.run(
      `SELECT "row", ${identifier(column.id)}[:${VALUE_CHARACTERS}] FROM ${rows} WHERE ${condition} ORDER BY "row" LIMIT ${SHOWN}`,
    );
    for (const [row, value] of await result.getRowsJS())
      found.push({
        row: Number(row),
        column: column.name,
        value: shownValue(String(value ?? ''), column),
        rule,
      });
  }
  return found;
}
