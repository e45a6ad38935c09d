/** The facets of the catalogue: the same for the static lists, the search index and the counts beside them. */
import { opennessClasses, priorityGrounds } from '../../functions/domain/dataset-codes.ts';
import { catalogue, whenShown } from './catalogue.ts';
import { type Locale, use } from './i18n/index.ts';
import { type Listed, listing } from './listing.ts';
import { agencyName } from './naming.ts';
import { updateKinds } from './update-state.ts';

/** In the order in which they stand beside the list. */
export const facetNames = ['openness', 'state', 'priority', 'theme', 'agency', 'format'] as const;
export type FacetName = (typeof facetNames)[number];

/** Values of an entry in each facet; they are also path segments and query values. */
const facetValues: Record<FacetName, (listed: Listed) => readonly string[]> = {
  openness: (listed) => [listed.openness],
  state: (listed) => [listed.update.kind],
  priority: (listed) => listed.priority,
  theme: (listed) => [listed.theme],
  agency: (listed) => [listed.publisher],
  format: (listed) => listed.formats.map((format) => format.toLowerCase()),
};

export const facetsOf = (listed: Listed): Readonly<Record<FacetName, readonly string[]>> => ({
  openness: facetValues.openness(listed),
  state: facetValues.state(listed),
  priority: facetValues.priority(listed),
  theme: facetValues.theme(listed),
  agency: facetValues.agency(listed),
  format: facetValues.format(listed),
});

/** Order in which values stand; what is not listed comes after, by count. */
const order: Partial<Record<FacetName, readonly string[]>> = {
  openness: opennessClasses,
  state: updateKinds,
  priority: priorityGrounds,
};

const label: Record<FacetName, (locale: Locale, value: string) => string | undefined> = {
  openness: (locale, value) => lookup(use(locale).terms.openness, value),
  state: (locale, value) => lookup(use(locale).common.update.kind, value),
  priority: (locale, value) => lookup(use(locale).terms.priority, value),
  theme: (locale, value) => use(locale).terms.theme[value],
  agency: (locale, value) => {
    const agency = catalogue.agency(value);
    return agency && agencyName(locale, agency).text;
  },
  format: (_, value) => value.toUpperCase(),
};

const lookup = (labels: Readonly<Record<string, string>>, value: string): string | undefined =>
  Object.hasOwn(labels, value) ? labels[value] : undefined;

export const facetLabel = (locale: Locale, facet: FacetName, value: string): string =>
  label[facet](locale, value) ?? value;

export interface FacetValue {
  readonly value: string;
  readonly entries: readonly Listed[];
}

function group(facet: FacetName): readonly FacetValue[] {
  const groups = new Map<string, Listed[]>();
  for (const listed of listing)
    for (const value of facetValues[facet](listed)) {
      const known = groups.get(value);
      if (known) known.push(listed);
      else groups.set(value, [listed]);
    }
  const place = (value: string): number => {
    const index = order[facet]?.indexOf(value) ?? -1;
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return [...groups]
    .map(([value, entries]) => ({ value, entries }))
    .sort(
      (a, b) =>
        place(a.value) - place(b.value) ||
        b.entries.length - a.entries.length ||
        (a.value < b.value ? -1 : 1),
    );
}

/** Every value that occurs, with its entries. */
export let facetIndex: Readonly<Record<FacetName, readonly FacetValue[]>>;

whenShown(() => {
  facetIndex = {
    openness: group('openness'),
    state: group('state'),
    priority: group('priority'),
    theme: group('theme'),
    agency: group('agency'),
    format: group('format'),
  };
});

export const facetPath = (facet: FacetName, value: string): string => `/datasets/by/${facet}/${value}/`;
export const isFacetName = (text: string): text is FacetName => facetNames.some((name) => name === text);

/** Entries with a value of a facet, in the order of the listing. */
export const entriesOf = (facet: FacetName, value: string): readonly Listed[] =>
  facetIndex[facet].find((each) => each.value === value)?.entries ?? [];
