/** Raise it when the tables change, or which words of an entry are indexed: a snapshot of another format is written anew, not continued. */
export const snapshotFormat = '7';

/** The tables of the public catalogue snapshot: one immutable SQLite file, downloadable by anyone. */
export const snapshotSchema = `
CREATE TABLE info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE agencies (id TEXT PRIMARY KEY, position INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE entries (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  theme TEXT NOT NULL,
  openness TEXT NOT NULL,
  priority INTEGER NOT NULL,
  status TEXT NOT NULL,
  issued TEXT NOT NULL,
  modified TEXT NOT NULL,
  first_published TEXT NOT NULL,
  last_published TEXT NOT NULL,
  licence TEXT NOT NULL,
  rows INTEGER,
  bytes INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX entries_digest ON entries (id, digest, sequence);
CREATE INDEX entries_listed ON entries
  (id, status, last_published, first_published, publisher, theme, openness, priority, licence, title);
CREATE INDEX entries_modified ON entries (modified DESC, id);
CREATE INDEX entries_publisher ON entries (publisher, title);
CREATE INDEX entries_theme ON entries (theme);
CREATE TABLE formats (entry TEXT NOT NULL, format TEXT NOT NULL, PRIMARY KEY (format, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX formats_entry ON formats (entry);
CREATE TABLE keywords (entry TEXT NOT NULL, keyword TEXT NOT NULL, PRIMARY KEY (keyword, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX keywords_entry ON keywords (entry);
CREATE TABLE files (
  entry TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (entry, version, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE changes (
  at TEXT NOT NULL,
  entry TEXT NOT NULL,
  agency TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX changes_entry ON changes (entry);
CREATE INDEX changes_agency ON changes (agency, at DESC);
CREATE TABLE openings (entry TEXT PRIMARY KEY, mark TEXT NOT NULL, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE disclosures (
  noun TEXT NOT NULL,
  entry TEXT NOT NULL,
  mark TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (noun, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosures_entry ON disclosures (entry);
CREATE VIRTUAL TABLE search USING fts5 (title, keywords, description, publisher, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
`;
