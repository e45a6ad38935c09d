import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Agency } from '../../domain/agency.ts';
import type { CatalogueChange } from '../../domain/catalogue-change.ts';
import { publicView } from '../../domain/is-public.ts';
import { licenceOf } from '../../domain/licence.ts';
import { hasOpening, type Opening } from '../../domain/opening.ts';
import { type CatalogueEntry, type Distribution, latestOf, type Version } from '../../domain/version.ts';
import type { Answers } from '../evaluation/answers.ts';
import type { DisclosureSource } from './disclosures.ts';
import { openSearchRows } from './search-rows.ts';
import { snapshotFormat, snapshotSchema } from './snapshot-schema.ts';

/** One dataset as the records hold it; the writer lets only its public view through. */
export interface SnapshotSource {
  readonly entry: CatalogueEntry;
  /** Length of the dataset's event stream: how far the snapshot has read it. */
  readonly sequence: number;
  readonly changes: readonly CatalogueChange[];
}

/** The figures of one conditional dataset; `mark` changes with them. */
export interface OpeningSource {
  readonly dataset: string;
  readonly mark: string;
  readonly opening: Opening;
}

export interface WrittenSnapshot {
  /** Over agencies, entries, changes, figures and answers, not over bytes: a full write and a series of updates agree on it. */
  readonly digest: string;
  readonly entries: number;
}

/**
 * Writes `sources` into the snapshot at `path`: a new file, or a private copy of an earlier snapshot in which
 * the sources' entries, the figures of `openings` and what `disclosures` tell are replaced and all others kept. Figures of
 * what takes no applications are left out. Without `answers` those of the earlier snapshot stay. Nothing depends on when
 * it is written.
 */
export function writeSnapshot(
  path: string,
  agencies: readonly Agency[],
  sources: Iterable<SnapshotSource>,
  openings: readonly OpeningSource[] = [],
  answers?: Answers,
  disclosures: readonly DisclosureSource[] = [],
): WrittenSnapshot {
  const database = new DatabaseSync(path);
  try {
    // The file becomes visible only when it is complete, as a blob: no journal is needed here. Anyone can download it:
    // what is removed is overwritten, so that nothing of it stays in free space.
    database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;');
    const isNew = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'info'").get() === undefined;
    database.exec(isNew ? `${snapshotSchema} BEGIN` : 'BEGIN');
    const statements = prepareStatements(database);
    statements.search.rename(readAgencies(database), agencies);
    database.exec('DELETE FROM agencies');
    for (const [position, agency] of agencies.entries())
      statements.agency.run(agency.id, position, JSON.stringify(agency));
    for (const source of sources) {
      removeEntry(statements, source.entry.dataset.id, agencies);
      insertEntry(statements, source, agencies);
    }
    for (const { noun, dataset, mark, document } of disclosures)
      statements.disclosure.run(noun, dataset, mark, JSON.stringify(document));
    for (const source of openings) insertOpening(database, statements, source);
    database.exec(`DELETE FROM openings WHERE entry NOT IN
      (SELECT id FROM entries WHERE status = 'published' AND openness = 'conditional')`);
    if (answers) statements.info.run('answers', JSON.stringify(answers));
    const written = writeInfo(database, statements, agencies);
    database.exec('COMMIT');
    if (isNew) database.exec("INSERT INTO search (search) VALUES ('optimize')");
    if (isNew || isSparse(database)) database.exec('VACUUM');
    return written;
  } finally {
    database.close();
  }
}

/** Whether more than a quarter of the file is free pages: worth writing all of it again. */
function isSparse(database: DatabaseSync): boolean {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
  const free = Number(database.prepare('PRAGMA freelist_count').get()?.freelist_count);
  return free * 4 > pages;
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const into = (table: string, values: number) =>
    database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${Array(values).fill('?').join(',')})`);
  const removeFrom = (table: string) => database.prepare(`DELETE FROM ${table} WHERE entry = ?`);
  return {
    info: into('info', 2),
    agency: into('agencies', 3),
    entry: into('entries', 19),
    format: into('formats', 2),
    keyword: into('keywords', 2),
    file: into('files', 6),
    change: into('changes', 5),
    opening: into('openings', 3),
    disclosure: into('disclosures', 4),
    search: openSearchRows(database),
    known: database.prepare('SELECT row, document FROM entries WHERE id = ?'),
    removeEntry: database.prepare('DELETE FROM entries WHERE id = ?'),
    removeRelated: ['formats', 'keywords', 'files', 'changes'].map(removeFrom),
  };
}

const readAgencies = (database: DatabaseSync): readonly Agency[] =>
  database
    .prepare('SELECT document FROM agencies')
    .all()
    .map(({ document }) => JSON.parse(String(document)) as Agency);

function removeEntry(statements: Statements, id: string, agencies: readonly Agency[]): void {
  const found = statements.known.get(id);
  if (!found) return;
  const view = JSON.parse(String(found.document)) as CatalogueEntry;
  statements.search.remove(Number(found.row), view, agencies);
  for (const statement of statements.removeRelated) statement.run(id);
  statements.removeEntry.run(id);
}

function insertEntry(statements: Statements, source: SnapshotSource, agencies: readonly Agency[]): void {
  const view = publicView(source.entry);
  const { dataset } = view;
  const latest = latestOf(view);
  const files = latest?.distributions ?? [];
  const document = JSON.stringify(view);
  const { lastInsertRowid } = statements.entry.run(
    null,
    dataset.id,
    dataset.code,
    dataset.title,
    dataset.publisher,
    dataset.theme,
    dataset.openness.class,
    dataset.priority ? 1 : 0,
    view.status,
    dataset.issued,
    dataset.modified,
    view.firstPublished,
    view.lastPublished,
    licenceOf(dataset.licence).id,
    latest?.rows ?? null,
    files.reduce((sum, file) => sum + file.bytes, 0),
    source.sequence,
    sha256(document + JSON.stringify(source.changes)),
    document,
  );
  for (const format of new Set(choosableFormats(files))) statements.format.run(dataset.id, format);
  for (const keyword of new Set(dataset.keywords)) statements.keyword.run(dataset.id, keyword);
  for (const version of view.versions) insertFiles(statements, dataset.id, version);
  for (const change of source.changes)
    statements.change.run(change.at, dataset.id, dataset.publisher, change.kind, JSON.stringify(change));
  statements.search.add(Number(lastInsertRowid), view, agencies);
}

function insertFiles(statements: Statements, entry: string, version: Version): void {
  for (const file of version.distributions)
    statements.file.run(entry, version.number, file.name, file.mediaType, file.bytes, file.sha256);
}

function insertOpening(
  database: DatabaseSync,
  statements: Statements,
  { dataset, mark, opening }: OpeningSource,
): void {
  const row = database.prepare('SELECT document FROM entries WHERE id = ?').get(dataset);
  if (row && hasOpening(JSON.parse(String(row.document)) as CatalogueEntry))
    statements.opening.run(dataset, mark, JSON.stringify(opening));
}

function writeInfo(
  database: DatabaseSync,
  statements: Statements,
  agencies: readonly Agency[],
): WrittenSnapshot {
  const hash = createHash('sha256').update(JSON.stringify(agencies));
  let entries = 0;
  for (const row of database.prepare('SELECT id, digest FROM entries ORDER BY id').iterate()) {
    hash.update(`${row.id} ${row.digest}\n`);
    entries += 1;
  }
  for (const row of database.prepare('SELECT entry, document FROM openings ORDER BY entry').iterate())
    hash.update(`${row.entry} ${row.document}\n`);
  const answers = database.prepare("SELECT value FROM info WHERE name = 'answers'").get();
  if (answers) hash.update(String(answers.value));
  const disclosed = 'SELECT noun, entry, document FROM disclosures ORDER BY noun, entry';
  for (const row of database.prepare(disclosed).iterate())
    hash.update(`${row.noun} ${row.entry} ${row.document}\n`);
  const updated = database.prepare("SELECT coalesce(max(last_published), '') AS at FROM entries").get();
  const digest = hash.digest('hex');
  const info = { format: snapshotFormat, digest, updated: String(updated?.at), entries: String(entries) };
  for (const [name, value] of Object.entries(info)) statements.info.run(name, value);
  return { digest, entries };
}

/** Formats a reader can choose; reports such as checksums are not among them. */
export function choosableFormats(files: readonly Distribution[]): string[] {
  return files.filter((file) => file.role !== 'report').map((file) => file.format);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
