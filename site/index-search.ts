/** Writes the search index of a catalogue snapshot: `node index-search.ts OUT_DIR`, with the build's environment. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { catalogue, today } from './src/catalogue.ts';
import { entries } from './src/entries.ts';
import { facetsOf } from './src/facets.ts';
import { locales } from './src/i18n/index.ts';
import { listing } from './src/listing.ts';
import { type IndexedEntry, type SearchBase, searchBaseFile } from './src/search-base.ts';
import { indexedPage, searchRecord } from './src/search-record.ts';

/** Records on their way to the indexer at a time. */
const batch = 200;
/** What comes with the index and is not loaded: ready-made interfaces, and a worker for larger ones. */
const unused = [
  'pagefind-component-ui.css',
  'pagefind-component-ui.js',
  'pagefind-highlight.js',
  'pagefind-modular-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-ui.css',
  'pagefind-ui.js',
  'pagefind-worker.js',
];

const outDir = process.argv[2];
if (!outDir) throw new Error('Usage: node index-search.ts OUT_DIR');

const { index, errors } = await createIndex();
if (!index) throw new Error(errors.join('\n'));

const refuse = (found: readonly string[]): void => {
  if (found.length > 0) throw new Error(found.join('\n'));
};

let waiting: Promise<void>[] = [];
for (const [place, listed] of listing.entries()) {
  const entry = catalogue.entry(listed.id);
  if (!entry) continue;
  for (const locale of locales) {
    const added = index.addHTMLFile(indexedPage(searchRecord(entry, listed, locale), place, locale));
    waiting.push(added.then((answer) => refuse(answer.errors)));
  }
  if (waiting.length >= batch) {
    await Promise.all(waiting);
    waiting = [];
  }
}
await Promise.all(waiting);
refuse((await index.writeFiles({ outputPath: outDir })).errors);
await close();
for (const name of unused) rmSync(join(outDir, name), { force: true });

/** The index's own name for each address. */
const hits = new Map<string, string>();
const fragments = join(outDir, 'fragment');
for (const file of existsSync(fragments) ? readdirSync(fragments) : []) {
  const text = gunzipSync(readFileSync(join(fragments, file))).toString('utf8');
  const [, address] = /"url":"([^"#]+)/.exec(text) ?? [];
  if (address) hits.set(address, file.replace(/\.pf_fragment$/, ''));
}
const indexed = Array.from(entries, ([id, { digest, listed }]): [string, IndexedEntry] => {
  const hit = (path: string): string => hits.get(path) ?? '';
  const both = { zh: hit(`/datasets/${id}/`), en: hit(`/en/datasets/${id}/`) };
  return [id, { digest, facets: facetsOf(listed), hits: both }];
});
const base: SearchBase = { day: today, entries: Object.fromEntries(indexed) };
writeFileSync(join(outDir, searchBaseFile), JSON.stringify(base));
