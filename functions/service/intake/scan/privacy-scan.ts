/**
 * Personal data in the table, all rows (Art. 28, 45): DuckDB finds the cells that could hold any, the domain looks at
 * those. A cell is classified as it was delivered, so numbers are scanned like text.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PrivacyFinding, PrivacyKind } from '../../../domain/defect.ts';
import {
  type CellKind,
  candidatePatterns,
  classify,
  columnVerdict,
  mask,
  type PrivacyContext,
  personWithAddress,
} from '../../../domain/privacy.ts';
import { identifier, literal } from '../../duckdb.ts';
import type { Table } from '../read-table.ts';
import { measure, stagedRows } from '../table/aggregate.ts';
import type { ReadColumn } from '../table/fields.ts';
import type { ReadAs } from '../table/types.ts';

const EXAMPLES = 20;
const kinds = Object.keys(candidatePatterns) as CellKind[];
const anyKind = kinds.map((kind) => `(?:${candidatePatterns[kind]})`).join('|');
/** Checked to be what they are, these hold nothing else. */
const harmless: ReadonlySet<ReadAs> = new Set<ReadAs>([
  'boolean',
  'date',
  'datetime-local',
  'datetime-utc',
  'year',
  'geopoint',
]);

/** Findings are answered, never thrown: whether they block is for the gate to say. */
export async function scanTable(
  connection: DuckDBConnection,
  table: Table,
  context: PrivacyContext,
): Promise<PrivacyFinding[]> {
  const columns = table.columns.filter(({ readAs }) => !harmless.has(readAs));
  const rows = stagedRows(table.staged.path);
  const counts = await measure(
    connection,
    rows,
    columns.flatMap(({ id }) => [isCandidate(id), `count(${identifier(id)})`]),
  );
  const findings: PrivacyFinding[] = [];
  for (const [at, column] of columns.entries()) {
    const [candidates = 0, filled = 0] = counts.slice(2 * at, 2 * at + 2);
    if (candidates > 0) findings.push(...(await scanColumn(connection, rows, column, filled, context)));
  }
  return [...findings, ...(await personsWithAddresses(connection, rows, table.columns))];
}

function isCandidate(id: string): string {
  return `count_if(regexp_matches(${identifier(id)}, ${literal(anyKind)}))`;
}

interface Tally {
  candidates: number;
  hits: number;
  readonly examples: { readonly row: number; readonly masked: string }[];
}

/** @param filled the column's cells that are not null. */
async function scanColumn(
  connection: DuckDBConnection,
  rows: string,
  { id, field }: ReadColumn,
  filled: number,
  context: PrivacyContext,
): Promise<PrivacyFinding[]> {
  const text = identifier(id);
  const flags = kinds.map((kind) => `regexp_matches(${text}, ${literal(candidatePatterns[kind])})`);
  const tallies = new Map<CellKind, Tally>(
    kinds.map((kind) => [kind, { candidates: 0, hits: 0, examples: [] }]),
  );
  const result = await connection.stream(
    `SELECT "row", ${text}, ${flags.join(', ')} FROM ${rows} WHERE regexp_matches(${text}, ${literal(anyKind)})`,
  );
  for await (const cells of result.yieldRowsJs())
    for (const [row, value, ...found] of cells) {
      const cell = String(value);
      const hits = classify(cell, field, context);
      for (const [at, kind] of kinds.entries()) if (found[at] === true) tally(tallies.get(kind)).candidates++;
      for (const kind of hits) {
        if (!isCellKind(kind)) continue;
        const counted = tally(tallies.get(kind));
        counted.hits++;
        if (counted.examples.length < EXAMPLES)
          counted.examples.push({ row: Number(row), masked: mask(cell, kind) });
      }
    }
  return [...tallies].flatMap(([kind, { candidates, hits, examples }]) =>
    hits > 0 && columnVerdict(kind, Math.max(candidates, hits), hits, field, filled) === 'personal'
      ? [{ kind, column: field.name, cells: hits, examples }]
      : [],
  );
}

function tally(found: Tally | undefined): Tally {
  if (found === undefined) throw new Error('a kind of personal data without a pattern');
  return found;
}

function isCellKind(kind: PrivacyKind): kind is CellKind {
  return kind !== 'person-with-address';
}

/** Rows that name a person and say where that person lives. */
async function personsWithAddresses(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly ReadColumn[],
): Promise<PrivacyFinding[]> {
  const names = personWithAddress(columns.map(({ field }) => field));
  const together = columns.filter(({ field }) => names.includes(field.name));
  const first = together[0];
  if (first === undefined) return [];
  const filled = together.map(({ id }) => `${identifier(id)} IS NOT NULL`).join(' AND ');
  const [cells = 0] = await measure(connection, rows, [`count_if(${filled})`]);
  if (cells === 0) return [];
  const kind = 'person-with-address';
  const result = await connection.run(
    `SELECT "row", ${identifier(first.id)} FROM ${rows} WHERE ${filled} ORDER BY "row" LIMIT ${EXAMPLES}`,
  );
  const examples = (await result.getRowsJS()).map(([row, value]) => ({
    row: Number(row),
    masked: mask(String(value), kind),
  }));
  return [{ kind, column: names.join(', '), cells, examples }];
}
