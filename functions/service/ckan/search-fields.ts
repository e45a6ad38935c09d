/** The fields of CKAN's search index, as they stand in the snapshot. Fields that it does not have hold nothing. */
import type { Dimension } from '../catalogue/selection.ts';

export type SearchField =
  /** Words, found by full text in these columns of it; all columns without any. */
  | { readonly kind: 'text'; readonly columns?: string }
  /** One value as it stands. */
  | { readonly kind: 'exact'; readonly value: string; readonly isUpperCase?: boolean }
  /** Several values, in a table of their own. */
  | {
      readonly kind: 'member';
      readonly table: string;
      readonly column: string;
      readonly isUpperCase?: boolean;
    }
  | { readonly kind: 'instant'; readonly value: string }
  /** The same for every entry that is found at all. */
  | { readonly kind: 'constant'; readonly value: string };

const exact = (value: string): SearchField => ({ kind: 'exact', value });
const constant = (value: string): SearchField => ({ kind: 'constant', value });
const instant = (value: string): SearchField => ({ kind: 'instant', value });

const tags: SearchField = { kind: 'member', table: 'keywords', column: 'keyword' };
const openness = exact('entries.openness');
const isPriority = exact("iif(entries.priority, 'true', 'false')");

export const searchFields: Readonly<Record<string, SearchField>> = {
  text: { kind: 'text' },
  title: { kind: 'text', columns: 'title' },
  notes: { kind: 'text', columns: 'description' },
  id: exact('entries.id'),
  name: exact('entries.id'),
  title_string: exact('entries.title'),
  organization: exact('entries.publisher'),
  owner_org: exact('entries.publisher'),
  groups: exact('entries.theme'),
  tags,
  keywords: tags,
  res_format: { kind: 'member', table: 'formats', column: 'format', isUpperCase: true },
  license_id: exact('entries.licence'),
  openness,
  extras_openness: openness,
  priority: isPriority,
  extras_priority: isPriority,
  extras_code: exact('entries.code'),
  metadata_modified: instant('entries.last_published'),
  metadata_created: instant('entries.first_published'),
  extras_issued: instant('entries.issued'),
  extras_modified: instant('entries.modified'),
  state: constant('active'),
  type: constant('dataset'),
  dataset_type: constant('dataset'),
  entity_type: constant('package'),
  capacity: constant('public'),
  private: constant('false'),
};

/** What results can be counted by. The sign keeps SQLite from indexes that lack what conditions ask for. */
export const dimensions: Readonly<Record<string, Dimension>> = {
  organization: { value: '+entries.publisher' },
  groups: { value: '+entries.theme' },
  tags: { value: 'keywords.keyword', join: 'JOIN keywords ON keywords.entry = entries.id' },
  res_format: { value: 'formats.format', join: 'JOIN formats ON formats.entry = entries.id' },
  license_id: { value: 'entries.licence' },
  openness: { value: 'entries.openness' },
  priority: { value: "iif(entries.priority, 'true', 'false')" },
};

/** What results can be ordered by; `score` where something is searched for. */
export const orders: Readonly<Record<string, string>> = {
  id: 'entries.id',
  name: 'entries.id',
  title: 'entries.title',
  title_string: 'entries.title',
  organization: 'entries.publisher',
  metadata_modified: 'entries.last_published',
  metadata_created: 'entries.first_published',
};
