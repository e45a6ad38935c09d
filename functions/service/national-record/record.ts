/** One entry as the tree that XML and JSON write and the workbook lays out in cells. */
import type { Agency } from '../../domain/agency.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { type CatalogueEntry, latestOf } from '../../domain/version.ts';
import type { Describing } from '../metadata/common.ts';
import { plainText } from '../xml-text.ts';
import { type Column, fieldColumns, resourceColumns } from './columns.ts';
import { categoryOf, guideTypeOf } from './guide-words.ts';
import { escapedParts } from './text-list.ts';
import { wordOf } from './vocabularies.ts';

export type Leaf = string | number;
/** What a column holds of an entry; a list where there can be several. */
export type Held = Leaf | readonly Leaf[];
export interface RecordTree {
  readonly [key: string]: Held | RecordTree | readonly RecordTree[];
}

type Find = Describing['catalogue']['agency'];

const at = (value: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((part, name) => Object(part)[name], value);

const yesNo = (value: unknown): string => (value === true ? '是' : '否');
const clean = (value: unknown): Leaf => (typeof value === 'number' ? value : plainText(String(value)));

function heldOf({ key, kind }: Column, value: unknown): Held | undefined {
  if (value === undefined) return undefined;
  switch (kind.is) {
    case 'yes-no':
      return yesNo(value);
    case 'word':
      return wordOf(kind.of, String(value));
    case 'words':
      return (value as string[]).map((code) => wordOf(kind.of, code));
    case 'scalar':
      return plainText(String(value));
    case 'scalars':
      return (value as unknown[]).map((each) =>
        typeof each === 'boolean' ? yesNo(each) : plainText(String(each)),
      );
    case 'list':
      return (value as unknown[]).map(clean);
    case 'sources':
      return (value as NonNullable<Dataset['sources']>).map(({ title, url, licence, note }) =>
        escapedParts(
          [title, url, licence, note].map((part) => plainText(part ?? '')),
          '|',
        ),
      );
    case 'integer':
    case 'text':
    case 'day':
      return clean(value);
    default:
      throw new Error(`${key} is told otherwise`);
  }
}

const nameOf = (agency: Agency | undefined, id: string): string => plainText(agency?.name ?? id);

function resourceValue(
  column: Column,
  dataset: Dataset,
  formats: readonly string[],
  agency: Find,
): Held | undefined {
  const { kind, key } = column;
  if (kind.is === 'agency-name') return nameOf(agency(dataset[kind.of]), dataset[kind.of]);
  if (kind.is === 'agency-code') return agency(dataset[kind.of])?.creditCode;
  if (key === 'category') return categoryOf(dataset.code);
  if (key === 'openness.isOpen') return yesNo(dataset.openness.class !== 'withheld');
  if (key === 'formats') return dataset.formats ?? (formats.length > 0 ? formats : undefined);
  return heldOf(column, at(dataset, key));
}

function held(columns: readonly Column[], tell: (column: Column) => Held | undefined): Map<string, Held> {
  const pairs = columns.flatMap((column) => {
    const value = tell(column);
    const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    return isNothing ? [] : [[column.key, value] as const];
  });
  return new Map(pairs);
}

/** Of an entry that is not withdrawn, by the keys of the columns; what is absent is left out. */
export function resourceOf(
  entry: CatalogueEntry,
  { catalogue }: Pick<Describing, 'catalogue'>,
): ReadonlyMap<string, Held> {
  const originals = (latestOf(entry)?.distributions ?? []).filter(
    ({ role }) => role === 'original' || role === 'data',
  );
  const formats = [...new Set(originals.map(({ format }) => format))];
  return held(resourceColumns, (column) =>
    resourceValue(column, entry.dataset, formats, (id) => catalogue.agency(id)),
  );
}

/** Its fields: those of its latest version, or as declared where there is none. */
export function fieldsOf(entry: CatalogueEntry): readonly ReadonlyMap<string, Held>[] {
  const latest = latestOf(entry);
  const fields = latest && latest.fields.length > 0 ? latest.fields : (entry.dataset.fields ?? []);
  return fields.map((field) =>
    held(fieldColumns, (column) =>
      column.key === 'dataType' ? guideTypeOf(field.type) : heldOf(column, at(field, column.key)),
    ),
  );
}

/** Dotted keys as nested members, groups and members in the order of the columns. */
function nested(columns: readonly Column[], flat: ReadonlyMap<string, Held>): RecordTree {
  const groups = Map.groupBy(columns, ({ key }) => key.split('.')[0] ?? key);
  const tree: Record<string, RecordTree[string]> = {};
  for (const [group, members] of groups) {
    const own = flat.get(group);
    if (own !== undefined) tree[group] = own;
    const inner = members.flatMap(({ key }) => {
      const value = key === group ? undefined : flat.get(key);
      return value === undefined ? [] : [[key.slice(group.length + 1), value] as const];
    });
    if (inner.length > 0) tree[group] = Object.fromEntries(inner);
  }
  return tree;
}

export function recordTree(entry: CatalogueEntry, describing: Pick<Describing, 'catalogue'>): RecordTree {
  const items = fieldsOf(entry).map((field) => nested(fieldColumns, field));
  return {
    ...nested(resourceColumns, resourceOf(entry, describing)),
    ...(items.length > 0 && { fields: items }),
  };
}
