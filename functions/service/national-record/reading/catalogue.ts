/** A catalogue as descriptors: the schema and the law's rules of the platform judge each, at the places of its cells. */
import type { Agency } from '../../../domain/agency.ts';
import { checkDataset } from '../../../domain/dataset-rules.ts';
import type { Defect } from '../../../domain/defect.ts';
import { type Column, fieldColumns, resourceColumns } from '../columns.ts';
import { chineseOf } from './chinese.ts';
import type { Fault, RawCatalogue, RawPart } from './raw.ts';
import { type ReadRecord, readRecord } from './record.ts';

export interface ReadDescriptor {
  readonly id: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Open without conditions, and no data named yet: it can be published when there is some. */
  readonly isWithoutData: boolean;
}

export interface ReadCatalogue {
  /** Of records without a fault. */
  readonly descriptors: readonly ReadDescriptor[];
  readonly records: number;
  readonly faults: readonly Fault[];
}

/** What an entry lacks until its file lies beside it. */
const later = 'data-missing';

export function readCatalogue({ records, faults }: RawCatalogue, agencies: readonly Agency[]): ReadCatalogue {
  const context = { agencies: new Map(agencies.map((agency) => [agency.id, agency])) };
  const read = records.map((raw) => readRecord(raw, agencies));
  const repeated = [...twice(read, 'code'), ...twice(read, 'id')];
  const found: Fault[] = [...faults, ...repeated.map(({ earlier: _earlier, ...fault }) => fault)];
  const unsound = new Set(repeated.flatMap(({ at, earlier }) => [at, earlier]));
  const descriptors = read.flatMap((record): ReadDescriptor[] => {
    const check = checkDataset(record.document, context);
    const defects = check.outcome === 'invalid' ? check.defects : [];
    const told = defects
      .filter(({ code }) => code !== later)
      .flatMap((defect) => faultOf(defect, record) ?? []);
    found.push(...record.faults, ...told);
    const isRepeated = unsound.has(record.raw.at('code')) || unsound.has(record.raw.at('id'));
    if (record.faults.length > 0 || told.length > 0 || isRepeated) return [];
    const isWithoutData = defects.some(({ code }) => code === later);
    return [{ id: String(record.document.id), document: record.document, isWithoutData }];
  });
  return { descriptors: faults.length > 0 ? [] : descriptors, records: records.length, faults: found };
}

/** Entries that claim the code or the id of an earlier one. */
function twice(records: readonly ReadRecord[], key: 'code' | 'id'): (Fault & { readonly earlier: string })[] {
  const first = new Map<unknown, string>();
  return records.flatMap(({ raw, document }) => {
    const value = document[key];
    if (value === undefined) return [];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, raw.at(key));
      return [];
    }
    const label = resourceColumns.find((column) => column.key === key)?.label ?? key;
    const zh = `与 ${earlier} 重复；每条信息资源各用一个`;
    return [
      {
        at: raw.at(key),
        earlier,
        code: 'repeated',
        label,
        zh,
        en: `the same stands at ${earlier}; each entry has its own`,
      },
    ];
  });
}

/** Undefined where the cell, or a column that is not there, is told already. */
function faultOf(defect: Defect, { raw, faults, wrongKeys, wrongFieldKeys }: ReadRecord): Fault | undefined {
  const [, index, below] = /^fields\[(\d+)\]\.?(.*)$/.exec(defect.path) ?? [];
  const at = Number(index);
  const field = index === undefined ? undefined : raw.fields[at];
  const [part, columns, wrong] = field
    ? ([field, fieldColumns, wrongFieldKeys[at]] as const)
    : ([raw, resourceColumns, wrongKeys] as const);
  const column = columnOf(field ? (below ?? '') : defect.path, columns, part);
  const place = part.at(column?.key);
  const isTold = faults.some((fault) => fault.at === place && fault.label === column?.label);
  const hasNoColumn = column?.isRequired === true && place === part.at();
  if (isTold || hasNoColumn || (column && wrong?.has(column.key))) return undefined;
  const { code, message, allowed, law } = defect;
  return {
    at: place,
    code,
    ...(column && { label: column.label }),
    zh: chineseOf(code, column, law),
    en: `${message}${allowed ? `; allowed: ${allowed}` : ''}${law ? ` [${law}]` : ''}`,
  };
}

/** The column of a place in the descriptor: its own, that of what it lies in, or the first of what lies in it. */
function columnOf(path: string, columns: readonly Column[], part: RawPart): Column | undefined {
  const place = path.replaceAll(/\[[^\]]*\]/g, '');
  for (let key = place; key !== ''; key = key.includes('.') ? key.slice(0, key.lastIndexOf('.')) : '') {
    const own = columns.find((column) => column.key === key);
    if (own)
      return own.key === 'type' && part.cells.has('dataType') && !part.cells.has('type') ? dataType : own;
    const inner = columns.filter((column) => column.key.startsWith(`${key}.`));
    if (key === place && inner.length > 0) return inner.find(({ isRequired }) => isRequired) ?? inner[0];
  }
  return undefined;
}
const dataType = fieldColumns.find(({ key }) => key === 'dataType');
