/** What the search index of the last full build does not know: entries that changed since, and which of its hits they replace. */
import { readFileSync } from 'node:fs';
import { catalogue, today } from '../catalogue.ts';
import { entries, type ReadEntry } from '../entries.ts';
import { type Locale, locales } from '../i18n/index.ts';
import type { SearchBase } from '../search-base.ts';
import type { SearchDelta } from '../search-delta.ts';
import { searchRecord } from '../search-record.ts';

let base: { readonly path: string; readonly of: SearchBase } | undefined;

function readBase(path: string): SearchBase {
  if (base?.path !== path) base = { path, of: JSON.parse(readFileSync(path, 'utf8')) as SearchBase };
  return base.of;
}

/** By file name. Without a path of a base nothing is missing from the index. */
export function searchDelta(path: string): Readonly<Record<string, SearchDelta>> {
  const known: SearchBase = path ? readBase(path) : { day: today, entries: {} };
  const changed = path ? [...entries].filter(([id, { digest }]) => known.entries[id]?.digest !== digest) : [];
  return Object.fromEntries(
    locales.map((locale) => [`search/${locale}.json`, deltaIn(locale, changed, known)]),
  );
}

function deltaIn(locale: Locale, changed: readonly [string, ReadEntry][], known: SearchBase): SearchDelta {
  const replaced = changed.flatMap(([id]) => known.entries[id] ?? []);
  const records = changed.flatMap(([id, { listed }]) => {
    const entry = catalogue.entry(id);
    return entry ? [searchRecord(entry, listed, locale)] : [];
  });
  return {
    replaced: Object.fromEntries(replaced.map(({ hits, facets }) => [hits[locale], facets])),
    records,
  };
}
