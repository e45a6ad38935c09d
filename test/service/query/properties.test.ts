import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Row, Scalar } from '../../../functions/domain/version.ts';
import { countStatement, pageStatement } from '../../../functions/service/query/compile.ts';
import { type Engine, openEngine } from '../../../functions/service/query/engine.ts';
import { parseQuery } from '../../../functions/service/query/parse-query.ts';
import { operatorsOfType } from '../../../functions/service/query/query.ts';
import { tableFields, tablePath, tableRows, writeParquet } from '../../support/published-table.ts';
import { between, seeded } from '../../support/seeded.ts';

const directory = mkdtempSync(join(tmpdir(), 'query-'));
const path = tablePath(directory);
const rows = tableRows(3000);
const never = new AbortController().signal;
let engine: Engine;

beforeAll(async () => {
  await writeParquet(path, rows);
  engine = await openEngine({ directories: [directory], workDirectory: join(directory, 'work') });
});
afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

type Parameter = readonly [name: string, value: string];

const bytes = (text: string): Buffer => Buffer.from(text);
function compare(left: Scalar, right: Scalar): number {
  if (typeof left === 'string' && typeof right === 'string') return Buffer.compare(bytes(left), bytes(right));
  return Number(left) - Number(right);
}

const typed = (type: string, text: string): Scalar =>
  ['integer', 'number', 'year'].includes(type) ? Number(text) : type === 'boolean' ? text === 'true' : text;

/** The grammar in plain JavaScript: what the SQL must agree with. */
function holds(cell: Scalar, type: string, operator: string, text: string): boolean {
  const list = () => text.split(',').map((each) => typed(type, each));
  const value = typed(type, text);
  switch (operator) {
    case 'isnull':
      return cell === null;
    case 'isnotnull':
      return cell !== null;
    case 'differs':
      return cell === null || compare(cell, value) !== 0;
    default:
  }
  if (cell === null) return false;
  const order = compare(cell, value);
  const answers: Record<string, () => boolean> = {
    exact: () => order === 0,
    contains: () => String(cell).toLowerCase().includes(text.toLowerCase()),
    in: () => list().some((each) => compare(cell, each) === 0),
    notin: () => list().every((each) => compare(cell, each) !== 0),
    less: () => order <= 0,
    greater: () => order >= 0,
    strictly_less: () => order < 0,
    strictly_greater: () => order > 0,
  };
  return answers[operator]?.() ?? false;
}

function expected(parameters: readonly Parameter[]): Row[] {
  const split = parameters.map(([name, value]) => ({
    field: name.slice(0, name.lastIndexOf('__')),
    operator: name.slice(name.lastIndexOf('__') + 2),
    value,
  }));
  const found = rows.filter((row) =>
    split
      .filter(({ operator }) => operator !== 'sort')
      .every(({ field, operator, value }) => {
        const type = tableFields.find(({ name }) => name === field)?.type ?? '';
        return holds(row[field] ?? null, type, operator, value);
      }),
  );
  const sorts = split.filter(({ operator }) => operator === 'sort');
  return found.toSorted((left, right) => {
    for (const { field, value } of sorts) {
      const [a = null, b = null] = [left[field], right[field]];
      if (a === null || b === null) {
        if (a !== b) return a === null ? 1 : -1;
      } else if (compare(a, b) !== 0) return value === 'asc' ? compare(a, b) : compare(b, a);
    }
    return 0;
  });
}

/** One to three random filters whose values occur in the table, and up to two sorts. */
function randomQuestion(random: () => number): Parameter[] {
  const pick = <T>(list: readonly T[]): T => list[between(random, 0, list.length - 1)] as T;
  const filters = Array.from({ length: between(random, 1, 3) }, (): Parameter => {
    const { name, type } = pick(tableFields);
    const asked = operatorsOfType[type].filter(
      (each) => !['sort', 'groupby', 'count', 'sum', 'avg', 'min', 'max'].includes(each),
    );
    const cells = rows.map((row) => row[name]).filter((cell) => cell !== null && !String(cell).includes(','));
    const operator = pick(asked);
    const values = Array.from({ length: operator.endsWith('in') && operator !== 'contains' ? 3 : 1 }, () =>
      String(cells.length > 0 ? pick(cells) : '1'),
    );
    const value = values.map((each) => (/["\n]/.test(each) ? '长春' : each)).join(',');
    return [`${name}__${operator}`, operator === 'contains' ? value.slice(0, 2) : value];
  });
  const sorts = Array.from({ length: between(random, 0, 2) }, (): Parameter => {
    return [`${pick(tableFields).name}__sort`, pick(['asc', 'desc'])];
  });
  const distinct = sorts.filter(([name], index) => sorts.findIndex(([other]) => other === name) === index);
  return [...filters, ...distinct];
}

it.each(Array.from({ length: 120 }, (_, seed) => [seed]))(
  'random question %i finds the rows that plain JavaScript finds, in the same order',
  async (seed) => {
    const parameters = randomQuestion(seeded(seed + 1));
    const parsed = parseQuery(parameters, tableFields);
    if (parsed.outcome === 'invalid') throw new Error(JSON.stringify([parameters, parsed.errors]));
    const source = { path };
    const lines = await engine.rows<{ line: string }>(
      pageStatement(parsed.query, source, { limit: 10_000 }),
      never,
    );
    const [counted] = await engine.rows<{ total: number }>(countStatement(parsed.query, source), never);
    const wanted = expected(parameters);
    expect({ parameters, rows: lines.map(({ line }) => JSON.parse(line)) }).toEqual({
      parameters,
      rows: wanted,
    });
    expect(counted?.total).toBe(wanted.length);
  },
);
