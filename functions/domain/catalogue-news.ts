/** What subscribers are told of the public catalogue: ids, numbers and times, all of which anybody can read there. */
import type { CatalogueChange } from './catalogue-change.ts';

const byKind = {
  version: 'dataset.version-published',
  'version-withdrawn': 'dataset.withdrawn',
  withdrawn: 'dataset.withdrawn',
  quarantined: 'dataset.quarantined',
  released: 'dataset.released',
} as const satisfies Partial<Record<CatalogueChange['kind'], string>>;

/** An edition of an agency's open list (Art. 29). */
const listNews = 'open-list.changed';

export type CatalogueNewsType = (typeof byKind)[keyof typeof byKind] | typeof listNews;
export const catalogueNewsTypes: readonly CatalogueNewsType[] = [
  ...new Set<CatalogueNewsType>([...Object.values(byKind), listNews]),
];

const newsTypes: ReadonlySet<string> = new Set(catalogueNewsTypes);
export const isCatalogueNews = (type: string): type is CatalogueNewsType => newsTypes.has(type);

export interface CatalogueNews {
  /** The same whenever it is found: by it nobody is told twice. */
  readonly id: string;
  readonly type: CatalogueNewsType;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  readonly agency: string;
  /** Absent for an open list. */
  readonly dataset?: string;
  /** Of the dataset or of the list; absent where all of a dataset is meant. */
  readonly version?: number;
}

/** What a change is to subscribers; undefined for one that only its open list tells of. */
export function newsOf(
  change: CatalogueChange & { readonly entry: string; readonly agency: string },
): CatalogueNews | undefined {
  const kinds: Readonly<Partial<Record<CatalogueChange['kind'], CatalogueNewsType>>> = byKind;
  const type = kinds[change.kind];
  if (!type) return undefined;
  const { at, kind, entry: dataset, agency, version } = change;
  return {
    id: `${dataset}/${kind}/${version ?? 0}/${at}`,
    type,
    at,
    agency,
    dataset,
    ...(version !== undefined && { version }),
  };
}

/** An edition that is complete. */
export function newsOfList(
  agency: string,
  { version, at }: { readonly version: number; readonly at: string },
): CatalogueNews {
  return { id: `open-list/${agency}/${version}`, type: listNews, at, agency, version };
}

/** Datasets and agencies that somebody wants to hear of; both empty: all. */
export interface Watched {
  readonly datasets: readonly string[];
  readonly agencies: readonly string[];
}

/** Whether it is about what is watched: a dataset named, or anything of an agency named. */
export function isWatched(
  { datasets, agencies }: Watched,
  { dataset, agency }: { readonly dataset?: unknown; readonly agency?: unknown },
): boolean {
  if (datasets.length === 0 && agencies.length === 0) return true;
  return datasets.some((id) => id === dataset) || agencies.some((id) => id === agency);
}
