/**
 * The rows of the full-text index. It keeps no text of its own, and what is removed from it leaves no word behind: it is
 * told the very words to remove, which follow from the entry and the names of its publisher. So nothing needs to be
 * written but what changes.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Agency } from '../../domain/agency.ts';
import { indexTerms } from '../../domain/search-terms.ts';
import { type CatalogueEntry, latestOf } from '../../domain/version.ts';

type Agencies = readonly Agency[];

export interface SearchRows {
  add(row: number, view: CatalogueEntry, agencies: Agencies): void;
  /** `view` and `agencies` as they were when the row was added. */
  remove(row: number, view: CatalogueEntry, agencies: Agencies): void;
  /** Agencies whose names differ are found by their new ones. */
  rename(before: Agencies, after: Agencies): void;
}

export function openSearchRows(database: DatabaseSync): SearchRows {
  const columns = 'rowid, title, keywords, description, publisher';
  const insert = database.prepare(`INSERT INTO search (${columns}) VALUES (?,?,?,?,?)`);
  const erase = database.prepare(`INSERT INTO search (search, ${columns}) VALUES ('delete',?,?,?,?,?)`);
  const published = database.prepare('SELECT row, document FROM entries WHERE publisher = ?');
  const rows: SearchRows = {
    add: (row, view, agencies) => void insert.run(row, ...termsOf(view, agencies)),
    remove: (row, view, agencies) => void erase.run(row, ...termsOf(view, agencies)),
    rename(before, after) {
      const ids = new Set([...before, ...after].map(({ id }) => id));
      for (const id of ids) {
        if (namesOf(before, id) === namesOf(after, id)) continue;
        for (const { row, document } of published.all(id)) {
          const view = JSON.parse(String(document)) as CatalogueEntry;
          rows.remove(Number(row), view, before);
          rows.add(Number(row), view, after);
        }
      }
    },
  };
  return rows;
}

/** In the order of the columns. Another answer for the same entry is another format of the snapshot. */
function termsOf(view: CatalogueEntry, agencies: Agencies): string[] {
  const { dataset } = view;
  const fields = (latestOf(view)?.fields ?? []).map((field) => `${field.title} ${field.name}`).join(' ');
  return [
    `${dataset.title} ${dataset.titleEn ?? ''} ${dataset.id}`,
    [...dataset.keywords, ...(dataset.keywordsEn ?? [])].join(' '),
    `${dataset.description} ${dataset.descriptionEn ?? ''} ${fields}`,
    namesOf(agencies, dataset.publisher),
  ].map(indexTerms);
}

const namesOf = (agencies: Agencies, id: string): string => {
  const agency = agencies.find((candidate) => candidate.id === id);
  return `${agency?.name ?? ''} ${agency?.nameEn ?? ''}`;
};
