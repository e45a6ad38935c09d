/**
 * Neighbours of a dataset. They are sought by place in the catalogue's own order, by code, so that a publication
 * changes what stands on the pages of its few neighbours, and not on those of its whole theme.
 */
import { whenShown } from './catalogue.ts';
import { type Listed, listedByCode, listing } from './listing.ts';

const maximumRelated = 6;
/** How far neighbours are sought, in each direction. */
const reach = 50;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Neighbour {
  readonly id: string;
  readonly keywords: readonly string[];
  /** Codes of the entries that it names. */
  readonly related?: readonly string[] | undefined;
}

interface Place {
  readonly among: readonly Listed[];
  readonly index: number;
}

/** Where each published entry stands in its theme. */
let places: ReadonlyMap<string, Place> = new Map();

whenShown(() => {
  const published = listing.filter(({ status }) => status === 'published');
  const themes = Map.groupBy(published, ({ theme }) => theme);
  const found = new Map<string, Place>();
  for (const theme of themes.values()) {
    const among = theme.toSorted((a, b) => compare(a.code, b.code) || compare(a.id, b.id));
    for (const [index, { id }] of among.entries()) found.set(id, { among, index });
  }
  places = found;
});

/** Those that the entry names, then the nearest of the same theme that share a keyword with it. */
export function relatedOf(dataset: Neighbour): readonly Listed[] {
  const named = (dataset.related ?? []).flatMap((code) => listedByCode(code) ?? []);
  const open = named.filter(({ id, status }) => id !== dataset.id && status === 'published');
  return [...new Set([...open, ...neighboursOf(dataset)])].slice(0, maximumRelated);
}

function neighboursOf({ id, keywords }: Neighbour): readonly Listed[] {
  const place = places.get(id);
  if (!place) return [];
  const wanted = new Set(keywords);
  const found: Listed[] = [];
  for (let step = 1; step <= reach && found.length < maximumRelated; step += 1)
    for (const neighbour of [place.among[place.index - step], place.among[place.index + step]])
      if (neighbour?.keywords.some((keyword) => wanted.has(keyword))) found.push(neighbour);
  return found;
}
