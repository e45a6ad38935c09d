/** What a snapshot tells of datasets beside their entries, by noun; see `disclosures.ts`. */
import type { DatabaseSync } from 'node:sqlite';
import { parseDocument } from './document.ts';

/** Undefined for a snapshot made by an earlier version, which has none. */
export function tellingDisclosures(database: DatabaseSync) {
  const table = "SELECT 1 FROM sqlite_schema WHERE name = 'disclosures'";
  if (database.prepare(table).get() === undefined) return undefined;
  const told = database.prepare('SELECT noun, entry FROM disclosures');
  const ofOne = database.prepare('SELECT document FROM disclosures WHERE noun = ? AND entry = ?');
  /** Few datasets have any, and every description asks: which have, is read once. */
  let known: ReadonlySet<string> | undefined;
  return {
    ofOne(noun: string, id: string): readonly unknown[] {
      known ??= new Set(told.all().map((row) => `${row.noun} ${row.entry}`));
      const row = known.has(`${noun} ${id}`) ? ofOne.get(noun, id) : undefined;
      return row ? parseDocument<readonly unknown[]>(row.document) : [];
    },
    ofAll: database.prepare('SELECT document FROM disclosures WHERE noun = ? ORDER BY entry'),
    marks: database.prepare('SELECT noun, entry, mark FROM disclosures'),
  };
}
