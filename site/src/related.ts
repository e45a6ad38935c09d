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
  /** The published entries of the theme: the same object as long as they are the same. */
  readonly among: readonly Listed[];
  readonly index: number;
}

let themes: ReadonlyMap<string, readonly Listed[]> = new Map();
/** Where each published entry stands in its theme. */
let places: ReadonlyMap<string, Place> = new Map();
/** What was found in a theme, by id. */
const known = new WeakMap<readonly Listed[], Map<string, readonly Listed[]>>();

whenShown(() => {
  const published = listing.filter(({ status }) => status === 'published');
  const groups = [...Map.groupBy(published, ({ theme }) => theme)];
  themes = new Map(groups.map(([theme, entries]) => [theme, inOrder(entries, themes.get(theme))]));
  const found = new Map<string, Place>();
  for (const among of themes.values())
    for (const [index, { id }] of among.entries()) found.set(id, { among, index });
  places = found;
});

/** The entries by code; `before`, when nothing changed. */
function inOrder(entries: readonly Listed[], before: readonly Listed[] = []): readonly Listed[] {
  const sorted = entries.toSorted((a, b) => compare(a.code, b.code) || compare(a.id, b.id));
  const isSame = sorted.length === before.length && sorted.every((each, index) => each === before[index]);
  return isSame ? before : sorted;
}

/** Those that the entry names, then the nearest of the same theme that share a keyword with it. */
export function relatedOf(dataset: Neighbour): readonly Listed[] {
  const named = (dataset.related ?? []).flatMap((code) => listedByCode(code) ?? []);
  const open = named.filter(({ id, status }) => id !== dataset.id && status === 'published');
  return [...new Set([...open, ...neighboursOf(dataset)])].slice(0, maximumRelated);
}

function neighboursOf(dataset: Neighbour): readonly Listed[] {
  const place = places.get(dataset.id);
  if (!place) return [];
  const found = known.get(place.among) ?? new Map<string, readonly Listed[]>();
  known.set(place.among, found);
  const neighbours = found.get(dataset.id) ?? nearest(place, new Set(dataset.keywords));
  found.set(dataset.id, neighbours);
  return neighbours;
}

function nearest({ among, index }: Place, keywords: ReadonlySet<string>): readonly Listed[] {
  const found: Listed[] = [];
  for (let step = 1; step <= reach && found.length < maximumRelated; step += 1)
    for (const neighbour of [among[index - step], among[index + step]])
      if (neighbour?.keywords.some((keyword) => keywords.has(keyword))) found.push(neighbour);
  return found;
}
