/** The table of conditional data as the holder of a grant sees it (Art. 28): what is not granted is not there. */
import type { Field } from '../../domain/dataset.ts';
import { archiveKey } from '../../domain/file-key.ts';
import type { GrantTerms, RowCondition } from '../../domain/grant.ts';
import { isPublic } from '../../domain/is-public.ts';
import type { CatalogueEntry, Distribution, Version } from '../../domain/version.ts';
import type { Blobs } from '../ports.ts';
import { findEntry, findVersion, type OpenedTable, type Refused } from './open-table.ts';
import { type Filter, operatorsOfType } from './query.ts';
import { castable, valueFault } from './values.ts';

/** As much of a grant as decides what there is to see. */
export type Granted = Pick<GrantTerms, 'fields' | 'rows'>;

/**
 * The granted part of a version's table, or why there is none. `entry` is the full one, of the records. A condition
 * that the version cannot be asked any more closes it: better nothing than too much.
 */
export async function openGranted(
  blobs: Blobs,
  entry: CatalogueEntry,
  granted: Granted,
  number?: number,
): Promise<OpenedTable> {
  const found = findGranted(entry, number);
  if (found.outcome === 'refused') return found;
  const version = reduced(entry, found.version, granted);
  const rowFilter = filtersOf(granted.rows, found.version.fields);
  if (!rowFilter) return { outcome: 'refused', refusal: { code: 'grant-outdated', entry } };
  const parquet = found.version.distributions.find(
    ({ format, role }) => format.toUpperCase() === 'PARQUET' && role === 'data',
  );
  if (!parquet || version.fields.length === 0)
    return { outcome: 'refused', refusal: { code: 'no-table', entry, version } };
  const key = archiveKey(entry.dataset.id, parquet.sha256);
  const path = await blobs.localFile(key);
  if (!path) return { outcome: 'refused', refusal: { code: 'file-missing', key } };
  const { minGroup } = entry.dataset;
  const source = {
    path,
    ...(rowFilter.length > 0 && { rowFilter }),
    ...(minGroup !== undefined && { minGroup }),
  };
  return { outcome: 'table', table: { entry, version, sha256: parquet.sha256, ...source } };
}

/**
 * The files of a version, when the grant leaves nothing of the version out: no column, no row, no small group. Data
 * without columns is granted as it was delivered.
 */
export function grantedFiles(
  entry: CatalogueEntry,
  granted: Granted,
  number: number | undefined,
):
  | Refused
  | { readonly outcome: 'files'; readonly version: Version; readonly files: readonly Distribution[] } {
  const found = findGranted(entry, number);
  if (found.outcome === 'refused') return found;
  const { version } = found;
  const visible = visibleFields(entry, version, granted);
  const isWhole =
    visible.length === version.fields.length &&
    granted.rows.length === 0 &&
    entry.dataset.minGroup === undefined;
  if (!isWhole) return { outcome: 'refused', refusal: { code: 'partly-granted', entry } };
  // What was delivered may hold more than the columns that were read from it.
  const files = version.distributions.filter(
    ({ role }) => role !== 'original' || version.fields.length === 0,
  );
  return { outcome: 'files', version, files };
}

/** The version, unless the entry or the version was withdrawn, or was never to be given to anybody (Art. 29). */
function findGranted(
  entry: CatalogueEntry,
  number: number | undefined,
): Refused | { readonly outcome: 'found'; readonly version: Version } {
  const found = findEntry({ entry: () => entry }, entry.dataset.id);
  if (found.outcome === 'refused') return found;
  if (!isPublic(entry)) return { outcome: 'refused', refusal: { code: 'withheld-data', entry } };
  return findVersion(entry, number);
}

/** Names no file and no column that is not granted: whatever is told of it, in answers and errors, is granted. */
function reduced(entry: CatalogueEntry, version: Version, granted: Granted): Version {
  const { number, issued, contentHash, rows } = version;
  const fields = visibleFields(entry, version, granted);
  const nothing = { distributions: [], quality: null, sample: [] };
  return { number, issued, contentHash, fields, ...nothing, rows: granted.rows.length > 0 ? null : rows };
}

/**
 * Whether all that the grant showed of `then` may still be shown: no version of it was withdrawn since, no column became
 * personal, and groups are as they were. An answer under way goes on only then.
 */
export function isStillShown(
  now: CatalogueEntry | undefined,
  then: CatalogueEntry,
  granted: Granted,
): boolean {
  if (now === then) return true;
  if (now?.status !== 'published' || now.dataset.openness.class !== 'conditional' || !isPublic(now))
    return false;
  if (now.dataset.minGroup !== then.dataset.minGroup) return false;
  return then.versions.every((version) => {
    const same = now.versions.find(({ number }) => number === version.number);
    if (version.withdrawn) return true;
    if (!same || same.withdrawn) return false;
    return visibleFields(now, same, granted).length === visibleFields(then, version, granted).length;
  });
}

/** Granted columns, but for those that hold personal data by now: these are not opened, whatever the purpose (Art. 45). */
function visibleFields({ dataset }: CatalogueEntry, { fields }: Version, granted: Granted): readonly Field[] {
  const names = new Set(granted.fields);
  const personal = [...fields, ...(dataset.fields ?? [])].filter(
    ({ sensitivity }) => sensitivity === 'personal',
  );
  for (const { name } of personal) names.delete(name);
  return fields.filter(({ name }) => names.has(name));
}

/** The conditions on rows as filters over `fields`, granted or not; undefined when one does not fit any more. */
export function filtersOf(
  conditions: readonly RowCondition[],
  fields: readonly Field[],
): readonly Filter[] | undefined {
  const filters = conditions.map((condition) => filterOf(condition, fields));
  return filters.every((filter) => filter !== undefined) ? filters : undefined;
}

function filterOf(
  { field: name, operator, values }: RowCondition,
  fields: readonly Field[],
): Filter | undefined {
  const field = fields.find((each) => each.name === name);
  if (!field || !operatorsOfType[field.type].includes(operator)) return undefined;
  if (values.some((value) => valueFault(field.type, value))) return undefined;
  if (values.length !== countOf(operator, values.length)) return undefined;
  return { field, operator, values: values.map((value) => castable(field.type, value)) };
}

function countOf(operator: RowCondition['operator'], given: number): number {
  if (operator === 'isnull' || operator === 'isnotnull') return 0;
  return operator === 'in' || operator === 'notin' ? Math.max(1, given) : 1;
}
