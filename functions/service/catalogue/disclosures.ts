/**
 * What the public catalogue tells of a dataset beside its entry, by noun: objections against it, and whatever else people
 * file about datasets. A noun keeps one row for each dataset, whose mark changes with what is told, and a reader.
 */
import { allRows } from '../all-rows.ts';
import { publicFavourites } from '../favourite/count-row.ts';
import { publicObjections } from '../objection/rows.ts';
import type { IndexRow, Records } from '../ports.ts';

/** Nouns, each with what anybody may read of one dataset: JSON, made from the records alone. */
const readers = {
  objection: publicObjections,
  favourite: publicFavourites,
} as const satisfies Record<string, (records: Records, dataset: string) => Promise<readonly object[]>>;

export type DisclosedNoun = keyof typeof readers;
export const disclosedNouns = Object.keys(readers) as readonly DisclosedNoun[];

/** What was disclosed of one dataset, for the snapshot. */
export interface DisclosureSource {
  readonly noun: string;
  readonly dataset: string;
  readonly mark: string;
  readonly document: readonly object[];
}

/** Marks by noun and dataset, `objection rivers`. */
export type DisclosureMarks = ReadonlyMap<string, string>;

/** The row to write with whatever changes what is told of a dataset. */
export function disclosureRow(noun: string, dataset: string, mark: string): IndexRow {
  return { index: 'disclosures', key: noun, sort: dataset, value: { mark } };
}

/** What `base` has not read yet, of datasets that the catalogue knows. */
export async function unreadDisclosures(
  records: Records,
  base: { disclosureMarks(): DisclosureMarks } | undefined,
  isKnown: (dataset: string) => boolean,
): Promise<readonly DisclosureSource[]> {
  const before = base?.disclosureMarks() ?? new Map<string, string>();
  const sources: DisclosureSource[] = [];
  for (const noun of disclosedNouns) {
    // Marks first: what is recorded after them changes them again.
    for (const { sort: dataset, value } of await allRows(records, 'disclosures', noun)) {
      const mark = String(value.mark);
      if (before.get(`${noun} ${dataset}`) === mark || !isKnown(dataset)) continue;
      sources.push({ noun, dataset, mark, document: await readers[noun](records, dataset) });
    }
  }
  return sources;
}
