/** What an import would write: a descriptor for each entry, or the one that is there with what the record says. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { carriedPaths } from '../service/national-record/columns.ts';
import type { ReadDescriptor } from '../service/national-record/reading/catalogue.ts';

export interface Planned {
  readonly id: string;
  /** `new`; `unchanged`; `changed`: there is another one; `unreadable`: there is something that is no descriptor. */
  readonly state: 'new' | 'unchanged' | 'changed' | 'unreadable';
  readonly path: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly isWithoutData: boolean;
}

/** The order in which people read a descriptor. */
const order = [
  'id',
  'code',
  'title',
  'titleEn',
  'description',
  'descriptionEn',
  'publisher',
  'responsibleDepartment',
  'theme',
  'baseLibrary',
  'keywords',
  'keywordsEn',
  'fields',
  'primaryKey',
  'formats',
  'sharing',
  'openness',
  'acquisition',
  'derivedFrom',
  'priority',
  'dataLevel',
  'updateCycle',
  'reviewBy',
  'issued',
  'modified',
  'related',
  'spatial',
  'temporal',
  'licence',
  'contact',
  'registration',
  'sources',
  'minGroup',
  'mayBeEmpty',
  'synthetic',
  'note',
  'data',
]; // prettier

type Document = Readonly<Record<string, unknown>>;

function inOrder(document: Document): Document {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(document).sort(([left], [right]) => rank(left) - rank(right)));
}

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the record does not carry stays as it is: attachments, how a file is read, a generator. */
export function merged(existing: Document, read: Document): Document {
  const kept: Record<string, unknown> = { ...existing };
  for (const path of carriedPaths) {
    const [group = path, name] = path.split('.');
    const inner = kept[group];
    if (name === undefined) delete kept[group];
    else if (isObject(inner)) {
      const { [name]: _carried, ...rest } = inner;
      if (Object.keys(rest).length > 0) kept[group] = rest;
      else delete kept[group];
    }
  }
  for (const [key, value] of Object.entries(read)) {
    const inner = kept[key];
    kept[key] = isObject(value) && isObject(inner) ? { ...inner, ...value } : value;
  }
  return kept;
}

async function existingAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Looks at what is in `directory`, and writes nothing. */
export async function planImport(
  descriptors: readonly ReadDescriptor[],
  directory: string,
): Promise<Planned[]> {
  const plans: Planned[] = [];
  for (const { id, document, isWithoutData } of descriptors) {
    const path = join(directory, id, 'dataset.json');
    const existing = await existingAt(path);
    const plan = { id, path, document: inOrder(document), isWithoutData };
    if (existing === undefined) plans.push({ ...plan, state: 'new' });
    else if (!isObject(existing)) plans.push({ ...plan, state: 'unreadable' });
    else {
      const after = merged(existing, document);
      const state = isDeepStrictEqual(after, existing) ? 'unchanged' : 'changed';
      const hasData = after.data !== undefined || after.attachments !== undefined;
      plans.push({ ...plan, state, document: inOrder(after), isWithoutData: isWithoutData && !hasData });
    }
  }
  return plans;
}

/** Each file appears whole or not at all. */
export async function writePlanned({ path, document }: Planned): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(beside, `${JSON.stringify(document, undefined, 2)}\n`);
  await rename(beside, path);
}
