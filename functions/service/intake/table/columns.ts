/** Joins the header of a file with the fields the descriptor declares, or names fields after the header. */
import type { Dataset, Field } from '../../../domain/dataset.ts';
import { reservedFieldNames } from '../../../domain/dataset-codes.ts';
import type { Defect } from '../../../domain/defect.ts';
import type { StagedColumn } from '../context.ts';
import { type Refused, refuse } from '../refusal.ts';

/** More columns than a table for people has; the catalogue schema allows as many fields. */
export const MAX_COLUMNS = 2000;

/** An output column: in the declared order, or in that of the file. */
export interface Column {
  /** The staged column's name: `c0`, `c1`, … */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly kind?: StagedColumn['kind'];
  /** Absent where nothing is declared and the type is to be inferred. */
  readonly declared?: Field;
}

export function resolveColumns(
  columns: readonly StagedColumn[],
  dataset: Dataset,
  file: string,
): Column[] | Refused {
  if (columns.length > MAX_COLUMNS) return tooManyColumns(columns.length, file);
  const defects = headerDefects(columns, file);
  if (defects.length > 0) return { defects };
  return dataset.fields === undefined
    ? inferredColumns(columns)
    : declaredColumns(columns, dataset.fields, file);
}

/** @param about `more than ` where counting stopped at the limit. */
export function tooManyColumns(count: number, file: string, about = ''): Refused {
  const number = about === '' ? count : MAX_COLUMNS;
  const message = `The table has ${about}${number} columns; at most ${MAX_COLUMNS} are accepted. Split it, or turn repeated columns into rows.`;
  return refuse('too-many-columns', file, message);
}

/** Empty and repeated header cells, each with its positions (counted from 1). */
function headerDefects(columns: readonly StagedColumn[], file: string): Defect[] {
  const path = `${file}, header`;
  const positions = new Map<string, number[]>();
  for (const [at, { header }] of columns.entries()) {
    const key = header.toLowerCase();
    positions.set(key, [...(positions.get(key) ?? []), at + 1]);
  }
  const defects: Defect[] = [];
  for (const [key, at] of positions) {
    const name = columns[(at[0] ?? 1) - 1]?.header ?? key;
    if (key === '') {
      const message = `The header is empty in column${at.length > 1 ? 's' : ''} ${shown(at)}. Give every column a name; a merged cell or a title line above the header leaves such gaps.`;
      defects.push({ code: 'empty-header', path, message });
    } else if (at.length > 1) {
      const message = `The header "${name}" stands in columns ${shown(at)}. Give every column its own name (upper and lower case count as the same).`;
      defects.push({ code: 'duplicate-header', path, message });
    }
  }
  return defects;
}

function shown(positions: readonly number[]): string {
  const rest = positions.length > 10 ? ` and ${positions.length - 10} more` : '';
  return positions.slice(0, 10).join(', ') + rest;
}

function declaredColumns(
  columns: readonly StagedColumn[],
  fields: readonly Field[],
  file: string,
): Column[] | Refused {
  const free = new Map(columns.map(({ header }, at) => [header, at]));
  const take = (key: string): number | undefined => {
    const at = free.get(key);
    free.delete(key);
    return at;
  };
  const byName = fields.map((field) => take(field.name));
  const found = fields.map((field, at) => byName[at] ?? take(field.title));
  const defects: Defect[] = [];
  const headers = columns
    .map(({ header }) => header)
    .join(', ')
    .slice(0, 500);
  for (const [at, field] of fields.entries()) {
    if (found[at] !== undefined) continue;
    const message = `The declared field "${field.name}" (${field.title}) is not in the header. Add the column, or correct the field's name or title.`;
    defects.push({ code: 'missing-column', path: `fields[${at}]`, message, allowed: headers });
  }
  for (const header of free.keys()) {
    const message = `The column "${header}" is not declared. Declare it in fields, or leave it out of the file.`;
    const allowed = fields
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 500);
    defects.push({ code: 'extra-column', path: `${file}, header`, message, allowed });
  }
  if (defects.length > 0) return { defects };
  return fields.map((declared, at) => ({
    id: `c${found[at]}`,
    name: declared.name,
    title: declared.title,
    kind: columns[found[at] ?? 0]?.kind,
    declared,
  }));
}

function inferredColumns(columns: readonly StagedColumn[]): Column[] {
  const taken = new Set<string>(reservedFieldNames);
  return columns.map(({ header, kind }, at) => {
    const name = unique(safeName(header, at), taken);
    return { id: `c${at}`, name, title: header.slice(0, 100), kind };
  });
}

/** A header as a field name: letters, digits and `_` of any script, not beginning with a digit, at most 63 long. */
function safeName(header: string, at: number): string {
  const cleaned = header
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  if (cleaned === '') return `column_${at + 1}`;
  return (/^[\p{L}_]/u.test(cleaned) ? cleaned : `_${cleaned}`).slice(0, 60);
}

function unique(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let at = 2; taken.has(candidate.toLowerCase()); at++) candidate = `${name.slice(0, 57)}_${at}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
