/** Which figures of conditional datasets a snapshot has yet to read, and which differ between two snapshots. */
import { hasOpening } from '../../domain/opening.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import { openingMarks, readOpening } from '../application/openings.ts';
import type { Records } from '../ports.ts';
import type { Catalogue } from './catalogue.ts';
import type { OpeningSource } from './snapshot-writer.ts';

type Marks = ReadonlyMap<string, string>;

/** The datasets whose figures changed between two snapshots, by id: those whose pages show other numbers. */
export function changedOpenings(
  before: Pick<Catalogue, 'openingMarks'>,
  after: Pick<Catalogue, 'openingMarks'>,
): readonly string[] {
  return differing(before.openingMarks(), after.openingMarks());
}

/** The figures that `base` has not read, of datasets that take applications; `entryOf` knows what is about to be written. */
export async function unreadOpenings(
  records: Records,
  base: Pick<Catalogue, 'openingMarks'> | undefined,
  entryOf: (id: string) => CatalogueEntry | undefined,
): Promise<readonly OpeningSource[]> {
  // Marks first: what is recorded after them changes them again.
  const marks = await openingMarks(records);
  const sources: OpeningSource[] = [];
  for (const dataset of differing(base?.openingMarks() ?? new Map(), marks)) {
    const [mark, entry] = [marks.get(dataset), entryOf(dataset)];
    if (mark === undefined || !entry || !hasOpening(entry)) continue;
    sources.push({ dataset, mark, opening: await readOpening(records, dataset) });
  }
  return sources;
}

function differing(before: Marks, after: Marks): readonly string[] {
  const datasets = new Set([...before.keys(), ...after.keys()]);
  return [...datasets].filter((dataset) => before.get(dataset) !== after.get(dataset)).sort();
}
