/** Writes the search index of a catalogue snapshot: `node index-search.ts OUT_DIR`, with the build's environment. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { catalogue } from './src/catalogue.ts';
import { locales } from './src/i18n/index.ts';
import { listing } from './src/listing.ts';
import { searchRecord } from './src/search-record.ts';

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
    const added = index.addHTMLFile(searchRecord(entry, listed, place, locale));
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
