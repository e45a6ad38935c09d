/** Reads XML and JSON of the record into one tree, and the tree into records. */
import { Readable } from 'node:stream';
import { nearest } from '../../../domain/nearest.ts';
import { readXml, XmlError } from '../../intake/stage/xlsx/xml.ts';
import { type Column, fieldColumns, resourceColumns } from '../columns.ts';
import {
  type Fault,
  limits,
  type RawCatalogue,
  type RawCell,
  type RawPart,
  type RawRecord,
  tooLarge,
} from './raw.ts';
import { quoted } from './values.ts';

type Path = readonly (string | number)[];
/** How a place is written. */
type Place = (path: Path) => string;

const jsonPlace: Place = (path) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  ) || '(root)';
const xmlPlace =
  (root: string): Place =>
  (path) =>
    `/${[root, ...path].map((part) => (typeof part === 'number' ? `item[${part + 1}]` : part)).join('/')}`;

const unreadable = (at: string, zh: string, en: string): RawCatalogue => ({
  records: [],
  faults: [{ at, code: 'unreadable', zh, en }],
});

export function readCatalogueJson(text: string, name: string): RawCatalogue {
  try {
    return recordsOf(JSON.parse(text), jsonPlace);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(name, `不是 JSON：${error.message}`, `this is not JSON: ${error.message}`);
  }
}

interface Open {
  readonly name: string;
  text: string;
  readonly members: [name: string, value: unknown][];
}

/** Entities other than XML's own, and document types, are refused: nothing is expanded, nothing is fetched. */
export async function readCatalogueXml(text: string, name: string): Promise<RawCatalogue> {
  const stack: Open[] = [{ name: '', text: '', members: [] }];
  let refused: string | undefined;
  const refuse = (what: string): void => {
    refused ??= what;
  };
  try {
    await readXml(Readable.from([Buffer.from(text)]), {
      open: (element) => {
        if (stack.length > limits.depth) refuse(`more than ${limits.depth} elements in each other`);
        else stack.push({ name: element, text: '', members: [] });
      },
      text: (piece) => {
        const top = stack.at(-1);
        if (top) top.text += piece;
      },
      close: () => {
        if (refused !== undefined) return;
        const { name: element, text: content, members } = stack.pop() as Open;
        stack.at(-1)?.members.push([element, treeOf(content, members)]);
      },
      declaration: (declared) => refuse(`a document type or an entity is declared: ${declared.slice(0, 40)}`),
      entity: (entity) => refuse(`the entity ${entity.slice(0, 40)} is not one of XML's own`),
    });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    refuse(error.message);
  }
  const [bottom, ...open] = stack;
  const [root, ...more] = bottom?.members ?? [];
  if (refused === undefined && (!root || more.length > 0 || open.length > 0))
    refuse('it is not one whole element');
  if (refused !== undefined || !root)
    return unreadable(name, `XML 无法读取：${refused}`, `the XML cannot be read: ${refused}`);
  return recordsOf(root[1], xmlPlace(root[0]));
}

/** An element whose members are all `item` is a list. One that stands there twice is kept as such, and refused later. */
function treeOf(text: string, members: Open['members']): unknown {
  if (members.length === 0) return text;
  if (members.every(([name]) => name === 'item')) return members.map(([, value]) => value);
  const tree = new Map<string, unknown>();
  for (const [name, value] of members) tree.set(name, tree.has(name) ? repeated : value);
  return Object.fromEntries(tree);
}
const repeated = Symbol('repeated');

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole catalogue, or one record. */
function recordsOf(root: unknown, place: Place): RawCatalogue {
  const isCatalogue = isTree(root) && Object.hasOwn(root, 'resources');
  const given = isCatalogue ? root.resources : [root];
  if (isBlank(given)) return { records: [], faults: [] };
  if (!Array.isArray(given)) return { records: [], faults: [notA(place(['resources']), '列表', 'a list')] };
  if (given.length > limits.records)
    return {
      records: [],
      faults: [tooLarge(place([]), `超过 ${limits.records} 条`, `more than ${limits.records} records`)],
    };
  const records = given.map((one, at) => recordOf(one, isCatalogue ? ['resources', at] : [], place));
  return { records, faults: [] };
}

function recordOf(tree: unknown, path: Path, place: Place): RawRecord {
  const faults: Fault[] = [];
  const items = isTree(tree) && !isBlank(tree.fields) ? (tree.fields ?? []) : [];
  if (!Array.isArray(items)) faults.push(notA(place([...path, 'fields']), '列表', 'a list'));
  const part = partOf(tree, resourceColumns, path, place, faults);
  const fields = (Array.isArray(items) ? items : []).map((item: unknown, index) =>
    partOf(item, fieldColumns, [...path, 'fields', index], place, faults),
  );
  return { ...part, fields, faults };
}

const notA = (at: string, zh: string, en: string): Fault => ({
  at,
  code: 'wrong-shape',
  zh: `这里应为${zh}`,
  en: `this must be ${en}`,
});

/** What a record says besides its columns. */
const known: ReadonlySet<string> = new Set(['standard', 'fields']);

function partOf(
  tree: unknown,
  columns: readonly Column[],
  path: Path,
  place: Place,
  faults: Fault[],
): RawPart {
  const at = (key?: string): string => place([...path, ...(key?.split('.') ?? [])]);
  const cells = new Map<string, RawCell>();
  if (!isTree(tree)) faults.push(notA(at(), '一条记录', 'a record'));
  else
    for (const [key, value] of flattened(tree, columns)) {
      const column = columns.find((each) => each.key === key);
      if (!column) {
        if (!known.has(key)) faults.push(unknownMember(at(key), key, columns));
        continue;
      }
      const cell = cellOf(value);
      if (cell === undefined) faults.push({ ...notA(at(key), '一个值', 'one value'), label: column.label });
      else if (cell.text !== '') cells.set(key, cell);
    }
  return { cells, at };
}

/** Members of groups by their dotted keys. */
function flattened(tree: Readonly<Record<string, unknown>>, columns: readonly Column[]): [string, unknown][] {
  const groups = new Set(columns.flatMap(({ key }) => (key.includes('.') ? (key.split('.')[0] ?? []) : [])));
  return Object.entries(tree).flatMap(([name, value]): [string, unknown][] =>
    groups.has(name) && isTree(value)
      ? Object.entries(value).map(([inner, each]) => [`${name}.${inner}`, each])
      : [[name, value]],
  );
}

const isLeaf = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const textOf = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? '是' : '否') : String(value).trim();

/** Undefined for what is neither a value nor a list of values. */
function cellOf(value: unknown): RawCell | undefined {
  if (value === null) return { text: '' };
  if (isLeaf(value)) return { text: textOf(value) };
  if (!Array.isArray(value) || !value.every(isLeaf)) return undefined;
  const values = value.map(textOf);
  return { text: values.join('；'), values };
}

function unknownMember(at: string, key: string, columns: readonly Column[]): Fault {
  const meant = nearest(
    key,
    columns.map((column) => column.key),
  );
  return {
    at,
    code: 'unknown-member',
    zh: `目录记录没有${quoted(key)}${meant ? `，是否应为 ${meant}` : ''}；改正或者删去`,
    en: `a record has no ${quoted(key)}${meant ? `; did you mean ${meant}?` : ''}; mend or remove it`,
  };
}
