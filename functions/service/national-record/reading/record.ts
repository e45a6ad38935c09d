/** One record as a descriptor, with what is wrong in it at its places. */
import type { Agency } from '../../../domain/agency.ts';
import type { Field } from '../../../domain/dataset.ts';
import { type Column, fieldColumns, resourceColumns } from '../columns.ts';
import { categoryOf, guideLetter, typesOf } from '../guide-words.ts';
import { codeOf } from '../vocabularies.ts';
import { agencyOf } from './agencies.ts';
import type { Fault, RawPart, RawRecord } from './raw.ts';
import { quoted, type Read, readValue, type Wrong } from './values.ts';

export interface ReadRecord {
  readonly raw: RawRecord;
  /** As far as it could be read. */
  readonly document: Record<string, unknown>;
  readonly faults: readonly Fault[];
  /** Columns in which something is wrong already: of the resource, and of each field. */
  readonly wrongKeys: ReadonlySet<string>;
  readonly wrongFieldKeys: readonly ReadonlySet<string>[];
}

interface Part {
  readonly document: Record<string, unknown>;
  readonly faults: Fault[];
  readonly wrongKeys: Set<string>;
}

const nothing = (): Part => ({ document: {}, faults: [], wrongKeys: new Set() });

function put(document: Record<string, unknown>, key: string, value: unknown): void {
  const [group = key, name] = key.split('.');
  if (name === undefined) document[group] = value;
  else document[group] = { ...(document[group] as object | undefined), [name]: value };
}

function fault(part: Part, raw: RawPart, { key, label }: Pick<Column, 'key' | 'label'>, wrong: Wrong): void {
  part.faults.push({ at: raw.at(key), label, ...wrong });
  part.wrongKeys.add(key);
}

function readInto(part: Part, raw: RawPart, column: Column, answer: Read): void {
  if ('wrong' in answer) fault(part, raw, column, answer.wrong);
  else put(part.document, column.key, answer.value);
}

function readAgency(part: Part, raw: RawRecord, column: Column, agencies: readonly Agency[]): void {
  const found = agencyOf(raw, column, agencies);
  if (!found) return;
  if ('value' in found) part.document[column.key] = found.value;
  else {
    const at = resourceColumns.find(({ key }) => key === found.key) ?? column;
    fault(part, raw, at, found.wrong);
    part.wrongKeys.add(column.key);
  }
}

/** What the guide asks for and the platform tells from other values must agree with these, where it is given. */
function checkDerived(part: Part, raw: RawPart, column: Column, expected: string): void {
  const given = raw.cells.get(column.key)?.text;
  if (given === undefined || expected === '' || given === expected) return;
  fault(part, raw, column, {
    code: 'contradiction',
    zh: `${quoted(given)}与其他各列不一致，应为“${expected}”；改正，或者不填`,
    en: `${quoted(given)} contradicts the other columns, which say ${expected}; mend it, or leave it empty`,
  });
}

function derived(part: Part, raw: RawRecord, column: Column): void {
  const { code, openness } = part.document as { code?: string; openness?: { class?: string } };
  if (column.key === 'category') checkDerived(part, raw, column, categoryOf(code ?? ''));
  const isOpen = openness?.class === undefined ? '' : openness.class === 'withheld' ? '否' : '是';
  if (column.key === 'openness.isOpen') checkDerived(part, raw, column, isOpen);
}

/** The platform's own type, or the usual one for the guide's; the two must not contradict each other. */
function typeOf(part: Part, raw: RawPart, column: Column): Field['type'] | undefined {
  const guide = raw.cells.get('dataType')?.text;
  const own = raw.cells.get('type')?.text;
  const type = own === undefined ? undefined : codeOf('fieldType', own);
  if (guide === undefined) return type as Field['type'] | undefined;
  const letter = guideLetter(guide);
  const possible: readonly string[] = letter ? typesOf[letter] : [];
  if (possible.length > 0 && (type === undefined || possible.includes(type)))
    return (type ?? possible[0]) as Field['type'];
  fault(part, raw, column, {
    code: letter && type !== undefined ? 'contradiction' : 'unknown-word',
    zh: `${quoted(guide)}${letter && type !== undefined ? '与平台类型不一致' : '不能作为数据表的一列'}；改为字符型C、数值型N、整型I、日期型D、日期时间型T或者逻辑型L`,
    en: `${quoted(guide)} ${letter && type !== undefined ? 'contradicts the type of the platform' : 'is no type of a column'}`,
  });
  part.wrongKeys.add('type');
  return undefined;
}

function readField(raw: RawPart): Part {
  const part = nothing();
  const guide = fieldColumns.find(({ key }) => key === 'dataType');
  const type = guide && typeOf(part, raw, guide);
  for (const column of fieldColumns) {
    const cell = raw.cells.get(column.key);
    if (column.kind.is !== 'derived' && cell) readInto(part, raw, column, readValue(column, cell, type));
  }
  if (type !== undefined && !part.wrongKeys.has('type')) part.document.type = type;
  return part;
}

/** Values that the record may leave out. */
function complete(part: Part, agencies: readonly Agency[]): void {
  const { document, wrongKeys } = part;
  // What would follow from the publisher is not missing where the publisher is.
  if (document.publisher === undefined) {
    if (document.responsibleDepartment === undefined) wrongKeys.add('responsibleDepartment');
    if (document.contact === undefined) wrongKeys.add('contact.phone');
  }
  const publisher = agencies.find(({ id }) => id === document.publisher);
  if (publisher && !wrongKeys.has('responsibleDepartment'))
    document.responsibleDepartment ??= publisher.responsibleDepartment;
  const { phone, email } = publisher?.contact ?? {};
  const hasWrongContact = wrongKeys.has('contact.phone') || wrongKeys.has('contact.email');
  if (publisher && !hasWrongContact)
    document.contact ??= { ...(phone && { phone }), ...(email && { email }) };
  if (!wrongKeys.has('id') && typeof document.code === 'string')
    document.id ??= document.code.replace('/', '-');
}

export function readRecord(raw: RawRecord, agencies: readonly Agency[]): ReadRecord {
  const part = nothing();
  for (const column of resourceColumns) {
    const { kind, key } = column;
    const cell = raw.cells.get(key);
    if (kind.is === 'agency-name') readAgency(part, raw, column, agencies);
    else if (kind.is !== 'derived' && kind.is !== 'agency-code' && cell)
      readInto(part, raw, column, readValue(column, cell));
  }
  for (const column of resourceColumns) derived(part, raw, column);
  complete(part, agencies);
  const fields = raw.fields.map(readField);
  const document = {
    ...part.document,
    ...(fields.length > 0 && { fields: fields.map((field) => field.document) }),
  };
  return {
    raw,
    document,
    faults: [...raw.faults, ...part.faults, ...fields.flatMap((field) => field.faults)],
    wrongKeys: part.wrongKeys,
    wrongFieldKeys: fields.map((field) => field.wrongKeys),
  };
}
