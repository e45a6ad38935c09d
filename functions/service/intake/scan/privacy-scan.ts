/**
 * Personal data in the table, all rows (Art. 28, 45): DuckDB finds the cells that could hold any, the domain looks at
 * those. A cell is classified as it was delivered, so numbers are scanned like text.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { PrivacyFinding } from '../../../domain/defect.ts';
import {
  type CellKind,
  candidatePatterns,
  classify,
  columnVerdict,
  mask,
  type PrivacyContext,
  personWithAddress,
} from '../../../domain/privacy.ts';
import { identifier, literal, streamRows } from '../../duckdb.ts';
import type { Table } from '../read-table.ts';
import { measure, parquet, stagedRows } from '../table/aggregate.ts';
import { countCells } from '../table/count-cells.ts';
import type { ReadColumn } from '../table/fields.ts';
import type { ReadAs } from '../table/types.ts';

const EXAMPLES = 20;
const kinds = Object.keys(candidatePatterns) as CellKind[];
const anyKind = kinds.map((kind) => `(?:${candidatePatterns[kind]})`).join('|');
/** The kinds of every sum of bits. */
const kindsOf = Array.from({ length: 1 << kinds.length }, (_, bits) =>
  kinds.filter((_kind, at) => bits & (1 << at)),
);
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
  const counts = await countCells(
    connection,
    parquet(table.staged.path),
    columns.map(({ id }) => id),
    [() => 'true', (text) => `regexp_matches(${text}, ${literal(anyKind)})`],
  );
  const findings: PrivacyFinding[] = [];
  for (const column of columns) {
    const [filled = 0, candidates = 0] = counts.get(column.id) ?? [];
    if (candidates > 0)
      findings.push(...(await scanColumn(connection, rows, column, { candidates, filled }, context)));
  }
  return [...findings, ...(await personsWithAddresses(connection, rows, table.columns))];
}

interface Tally {
  candidates: number;
  hits: number;
  readonly examples: { readonly row: number; readonly masked: string }[];
}

/** @param counted how many cells DuckDB found worth a look, and how many are not null. */
async function scanColumn(
  connection: DuckDBConnection,
  rows: string,
  { id, field }: ReadColumn,
  counted: { readonly candidates: number; readonly filled: number },
  context: PrivacyContext,
): Promise<PrivacyFinding[]> {
  const tallies = kinds.map((): Tally => ({ candidates: 0, hits: 0, examples: [] }));
  for await (const cells of candidatesOf(connection, rows, id, counted.candidates))
    for (const cell of cells) count(tallies, cell, classify(cell.text, field, context, cell.among));
  return tallies.flatMap(({ candidates, hits, examples }, at) => {
    const kind = kinds[at] as CellKind;
    const personal = hits > 0 && columnVerdict(kind, candidates, hits, field, counted.filled) === 'personal';
    return personal ? [{ kind, column: field.name, cells: hits, examples }] : [];
  });
}

function count(tallies: readonly Tally[], { row, text, among }: Candidate, hits: readonly CellKind[]): void {
  for (const kind of among) {
    const tally = tallies[kinds.indexOf(kind)] as Tally;
    tally.candidates++;
    if (!hits.includes(kind)) continue;
    tally.hits++;
    if (tally.examples.length < EXAMPLES) tally.examples.push({ row, masked: mask(text, kind) });
  }
}

interface Candidate {
  readonly row: number;
  readonly text: string;
  readonly among: readonly CellKind[];
}

/** The cells that match a pattern, some at a time, in row order, each with the kinds it could be. */
async function* candidatesOf(
  connection: DuckDBConnection,
  rows: string,
  id: string,
  expected: number,
): AsyncGenerator<Candidate[]> {
  const text = identifier(id);
  const bits = kinds.map(
    (kind, at) => `regexp_matches(${text}, ${literal(candidatePatterns[kind])})::INTEGER * ${1 << at}`,
  );
  const sql = `SELECT "row"::DOUBLE, ${text}, (${bits.join(' + ')})::INTEGER
     FROM ${rows} WHERE regexp_matches(${text}, ${literal(anyKind)})`;
  for await (const cells of streamRows(connection, sql, expected))
    yield cells.map(([row, found, mask]) => ({
      row: Number(row),
      text: String(found),
      among: kindsOf[Number(mask)] ?? [],
    }));
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
