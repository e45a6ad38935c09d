/**
 * The public catalogue as everything that reads sees it: the API, the CKAN interface, the harvest endpoints
 * and the site's build. What is not in the snapshot cannot leak from any of them.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Agency } from '../../domain/agency.ts';
import type { CatalogueChange } from '../../domain/catalogue-change.ts';
import { noOpening, type Opening } from '../../domain/opening.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Answers } from '../evaluation/answers.ts';
import { type PageOfEntries, type PublishedPage, readPublished } from './catalogue-page.ts';
import { type CatalogueSearch, countFacets, type Facets, searchSql } from './catalogue-search.ts';
import type { DisclosureMarks } from './disclosures.ts';
import { parseDocument } from './document.ts';
import { keptAnswers } from './kept-answers.ts';
import {
  countBy,
  countSelected,
  type Dimension,
  type Selection,
  selectEntries,
  selectIds,
} from './selection.ts';
import { tellingDisclosures } from './told-disclosures.ts';

export interface CatalogueInfo {
  readonly digest: string;
  /** Instant of the latest publication, ISO 8601 UTC; empty for an empty catalogue. */
  readonly updated: string;
  readonly entries: number;
}

export interface CatalogueFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface SearchResult {
  readonly total: number;
  readonly entries: readonly CatalogueEntry[];
}

export interface Catalogue {
  readonly info: CatalogueInfo;
  /** The snapshot's path on this machine. */
  readonly path: string;
  /** Of its bytes, where that is known: files of other bytes may tell the same, and then have the same digest. */
  readonly sha256: string | undefined;
  /** Of the tables; see `snapshot-schema.ts`. */
  readonly format: string;
  agencies(): readonly Agency[];
  agency(id: string): Agency | undefined;
  entry(id: string): CatalogueEntry | undefined;
  /** What each entry says, how it changed, and its figures, as a hash, by id: equal hashes, equal entries. */
  digests(): ReadonlyMap<string, string>;
  /** How much of each dataset's event stream this snapshot has read. */
  sequences(): ReadonlyMap<string, number>;
  /** All entries by id, one at a time. */
  entries(): IterableIterator<CatalogueEntry>;
  search(search: CatalogueSearch): SearchResult;
  /** Published entries by id, a page of them; see `catalogue-page.ts`. */
  page(page: PageOfEntries): PublishedPage;
  facets(search: CatalogueSearch): Facets;
  /** For grammars other than the platform's own, compiled to SQL. */
  readonly selected: Selected;
  file(id: string, version: number, name: string): CatalogueFile | undefined;
  /** What the open list tells of applications for a conditional dataset. */
  opening(id: string): Opening;
  /** The marks of the figures this snapshot has read, by dataset: another mark, other figures. */
  openingMarks(): ReadonlyMap<string, string>;
  /** Whether the addresses that it tells did answer; undefined as long as nobody asked. */
  answers(): Answers | undefined;
  /** What is disclosed of a dataset under a noun, newest first; see `disclosures.ts`. */
  disclosed(noun: string, id: string): readonly unknown[];
  /** The same of all datasets, by id of the dataset. */
  allDisclosed(noun: string): readonly unknown[];
  /** The marks of what this snapshot has read of disclosures, by noun and dataset. */
  disclosureMarks(): DisclosureMarks;
  /** The ids of datasets of which something is quarantined; its mark stands in their documents. */
  quarantined(): readonly string[];
  /** Changes of the open list, newest first. */
  changes(filter?: ChangeFilter): readonly ChangeRow[];
  close(): void;
}

type Found = Pick<Selection, 'condition' | 'match'>;
export interface Selected {
  count(found: Found): number;
  entries(selection: Selection): readonly CatalogueEntry[];
  ids(selection: Selection): readonly string[];
  countBy(dimension: Dimension, found: Found): readonly { readonly value: string; readonly count: number }[];
}

export interface ChangeFilter {
  readonly agency?: string;
  readonly entry?: string;
  /** An instant in ISO 8601: changes from then on. */
  readonly since?: string;
  readonly limit?: number;
}

export type ChangeRow = CatalogueChange & { readonly entry: string; readonly agency: string };

/** Bytes of a snapshot that are mapped: some hundred thousand datasets. */
const mostMapped = 2 * 1024 ** 3;

/** Opens a snapshot read-only; `sha256` is that of the file. Throws when the file is not one. */
export function openCatalogue(path: string, sha256?: string): Catalogue {
  const database = new DatabaseSync(path, { readOnly: true });
  // The file never changes: its pages are read where the system keeps them, not copied one by one.
  database.exec(`PRAGMA mmap_size = ${mostMapped}`);
  const infoRows = database.prepare('SELECT name, value FROM info').all();
  const info = Object.fromEntries(infoRows.map((row) => [String(row.name), String(row.value)]));
  const agencies = database
    .prepare('SELECT document FROM agencies ORDER BY position')
    .all()
    .map((row) => parseDocument<Agency>(row.document));
  const entry = database.prepare('SELECT document FROM entries WHERE id = ?');
  const disclosures = tellingDisclosures(database);
  const opening = database.prepare('SELECT document FROM openings WHERE entry = ?');
  const file = database.prepare(
    'SELECT name, media_type, bytes, sha256 FROM files WHERE entry = ? AND version = ? AND name = ?',
  );
  return {
    info: { digest: info.digest ?? '', updated: info.updated ?? '', entries: Number(info.entries) },
    path,
    sha256,
    format: info.format ?? '',
    agencies: () => agencies,
    agency: (id) => agencies.find((agency) => agency.id === id),
    entry(id) {
      const row = entry.get(id);
      return row && parseDocument<CatalogueEntry>(row.document);
    },
    digests: () => {
      const disclosed = disclosures
        ? `|| coalesce((SELECT group_concat(noun || mark) FROM disclosures WHERE disclosures.entry = entries.id), '')`
        : '';
      const rows = database
        .prepare(
          `SELECT id, digest || ' ' || coalesce(mark, '') ${disclosed} AS digest
           FROM entries LEFT JOIN openings ON openings.entry = entries.id ORDER BY id`,
        )
        .all();
      return new Map(rows.map((row) => [String(row.id), String(row.digest)]));
    },
    sequences: () => {
      const rows = database.prepare('SELECT id, sequence FROM entries').all();
      return new Map(rows.map((row) => [String(row.id), Number(row.sequence)]));
    },
    *entries() {
      const rows = database.prepare('SELECT document FROM entries ORDER BY id').iterate();
      for (const row of rows) yield parseDocument<CatalogueEntry>(row.document);
    },
    search: (search) => runSearch(database, search),
    page: (page) => readPublished(database, page),
    facets: (search) => countFacets(database, search),
    selected: {
      count: keptAnswers((found) => countSelected(database, found)),
      entries: (selection) => selectEntries(database, selection),
      ids: (selection) => selectIds(database, selection),
      countBy: keptAnswers((dimension, found) => countBy(database, dimension, found)),
    },
    file(id, version, name) {
      const row = file.get(id, version, name);
      if (!row) return undefined;
      const { name: found, media_type, bytes, sha256 } = row;
      return {
        name: String(found),
        mediaType: String(media_type),
        bytes: Number(bytes),
        sha256: String(sha256),
      };
    },
    opening(id) {
      const row = opening.get(id);
      // A snapshot made by an earlier version does not count all of it yet.
      return row ? { ...noOpening, ...parseDocument<Partial<Opening>>(row.document) } : noOpening;
    },
    openingMarks: () => {
      const rows = database.prepare('SELECT entry, mark FROM openings').all();
      return new Map(rows.map((row) => [String(row.entry), String(row.mark)]));
    },
    answers: () => (info.answers === undefined ? undefined : parseDocument<Answers>(info.answers)),
    disclosed: (noun, id) => disclosures?.ofOne(noun, id) ?? [],
    allDisclosed: (noun) =>
      disclosures?.ofAll.all(noun).flatMap((row) => parseDocument<readonly unknown[]>(row.document)) ?? [],
    disclosureMarks: () => {
      const rows = disclosures?.marks.all() ?? [];
      return new Map(rows.map((row) => [`${row.noun} ${row.entry}`, String(row.mark)]));
    },
    // No text of a publisher reads so: in JSON its quotation marks are escaped.
    quarantined: () =>
      database
        .prepare(`SELECT id FROM entries WHERE instr(document, '"quarantine":') > 0 ORDER BY id`)
        .all()
        .map(({ id }) => String(id)),
    changes: (filter = {}) => readChanges(database, filter),
    close: () => database.close(),
  };
}

function runSearch(database: DatabaseSync, search: CatalogueSearch): SearchResult {
  const { count, page, values } = searchSql(search);
  const total = Number(database.prepare(count).get(...values)?.total);
  const rows = database.prepare(page).all(...values, search.limit ?? 20, search.offset ?? 0);
  return { total, entries: rows.map((row) => parseDocument<CatalogueEntry>(row.document)) };
}

/** As instants are stored, so that they compare as text. */
const instantOf = (time: string): string => new Date(time).toISOString();

function readChanges(
  database: DatabaseSync,
  { agency, entry, since, limit = 100 }: ChangeFilter,
): readonly ChangeRow[] {
  const rows = database
    .prepare(
      `SELECT entry, agency, detail FROM changes
       WHERE (? IS NULL OR agency = ?) AND (? IS NULL OR entry = ?) AND at >= ? ORDER BY at DESC, rowid DESC LIMIT ?`,
    )
    .all(agency ?? null, agency ?? null, entry ?? null, entry ?? null, since ? instantOf(since) : '', limit);
  return rows.map((row) => ({
    ...parseDocument<CatalogueChange>(row.detail),
    entry: String(row.entry),
    agency: String(row.agency),
  }));
}
