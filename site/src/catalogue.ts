/**
 * The public catalogue that the pages show. Pages take everything from here. The static build shows one and ends;
 * the renderer of single pages shows one after the other, so what is computed from a catalogue is computed in `whenShown`.
 */
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';

/** Undefined only before the first `showCatalogue`. */
export let catalogue: Catalogue;

/** The moment that update states are told for, ISO 8601 UTC: as given, or else of the latest publication. */
export let moment: string;

/** The day of that moment in China, CCYY-MM-DD. */
export let today: string;

const readers: (() => void)[] = [];

/** Runs `read` for every catalogue that is shown, from the present one on; after the reads of modules imported before. */
export function whenShown(read: () => void): void {
  readers.push(read);
  if (catalogue) read();
}

/** Shows the snapshot at `path`. Nothing may be rendering. */
export function showCatalogue(path: string, buildMoment: string | undefined): void {
  const previous = catalogue;
  catalogue = openCatalogue(path);
  moment = buildMoment || catalogue.info.updated || '1970-01-01T00:00:00Z';
  today = new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const read of readers) read();
  previous?.close();
}

const snapshot = process.env.CATALOGUE_SNAPSHOT?.trim();
if (snapshot) showCatalogue(snapshot, process.env.BUILD_MOMENT?.trim());
