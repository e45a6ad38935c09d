import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rowsOf } from '../../duckdb.ts';
import type { SourceFile } from '../context.ts';
import { type Refused, refuse } from '../refusal.ts';
import { isUnreadable, readable } from './reason.ts';

/** The longest object read, in bytes. */
const MAX_OBJECT_BYTES = 16 << 20;
const SHOWN = 20;

/** The objects of a JSON Lines file as the SQL column `json`, in order; blank lines are skipped. */
export function objectsIn(lines: string): string {
  return `read_ndjson_objects(${literal(lines)}, maximum_object_size = ${MAX_OBJECT_BYTES})`;
}

/** Why the lines are no rows of a table: malformed, not objects, or with a key twice. */
export async function unreadable(
  connection: DuckDBConnection,
  file: SourceFile,
  lines: string,
): Promise<Refused | undefined> {
  const checks = `SELECT n::DOUBLE AS n, kind, repeated FROM
    (SELECT row_number() OVER () AS n, json_type(json) AS kind,
       len(json_keys(json)) > len(list_distinct(json_keys(json))) AS repeated FROM ${objectsIn(lines)})
    WHERE kind <> 'OBJECT' OR repeated LIMIT ${SHOWN}`;
  const found = rowsOf<{ n: number; kind: string; repeated: boolean | null }>(connection, checks);
  const wrong = await readable(found, file, lines);
  if (isUnreadable(wrong)) return malformed(file, lines, wrong.reason);
  return wrong.length === 0 ? undefined : wrongRows(file, wrong);
}

function wrongRows(file: SourceFile, wrong: readonly { n: number; kind: string }[]): Refused {
  const others = wrong.filter(({ kind }) => kind !== 'OBJECT');
  const found = others.length > 0 ? others : wrong;
  const rows = found.map(({ n }) => n).join(', ');
  const message =
    others.length > 0
      ? `Rows ${rows} are not objects but ${others[0]?.kind.toLowerCase()}. Deliver one object per row.`
      : `The objects of rows ${rows} have a key twice. Give every value its own key.`;
  const code = others.length > 0 ? 'not-objects' : 'duplicate-key';
  return refuse(code, `${file.name}, row ${found[0]?.n}`, message);
}

/** DuckDB stops at the first malformed line; this names the first twenty. */
async function malformed(file: SourceFile, lines: string, reason: string): Promise<Refused> {
  const bad: string[] = [];
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(lines),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (line.trim() === '' || isJson(line)) continue;
    bad.push(String(number));
    if (bad.length === SHOWN) break;
  }
  const message =
    bad.length > 0
      ? `Rows ${bad.join(', ')}${bad.length === SHOWN ? ' (and perhaps more)' : ''} are not JSON. Write every object as the JSON standard says.`
      : `The file cannot be read as JSON: ${reason}`;
  return refuse('malformed-json', `${file.name}, row ${bad[0] ?? 1}`, message);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
