/** What the page of a dataset shows, decided once; the components only render it. */
import type { Dataset, Field } from '../../../functions/domain/dataset.ts';
import { type Guide, guideOfEntry } from '../../../functions/domain/guide.ts';
import { timeLimits } from '../../../functions/domain/time-limits.ts';
import {
  type CatalogueEntry,
  type Distribution,
  latestOf,
  type Version,
} from '../../../functions/domain/version.ts';
import { catalogue, today, whenShown } from '../catalogue.ts';
import { type Locale, localePath } from '../i18n/index.ts';
import type { Listed } from '../listing.ts';
import { plainText } from '../markdown.ts';
import { agencyNameById, descriptionOf, type Name, titleOf } from '../naming.ts';
import { relatedOf } from '../related.ts';
import { type UpdateState, updateStateOf } from '../update-state.ts';

export interface DatasetPage {
  readonly locale: Locale;
  readonly entry: CatalogueEntry;
  readonly dataset: Dataset;
  readonly path: string;
  readonly title: Name;
  readonly description: Name;
  /** The description without its markup. */
  readonly plainDescription: string;
  readonly publisher: Name;
  readonly update: UpdateState;
  /** The newest version that is not withdrawn; data that is not open has none, or one without files. */
  readonly latest: Version | undefined;
  readonly fields: readonly Field[];
  readonly files: readonly Distribution[];
  readonly kind: 'open' | 'conditional' | 'withheld' | 'withdrawn';
  readonly related: readonly Listed[];
  /** To applying for it; of conditional data only. */
  readonly guide: Guide | undefined;
}

const kindOf = ({ status, dataset }: CatalogueEntry): DatasetPage['kind'] => {
  if (status === 'withdrawn') return 'withdrawn';
  return dataset.openness.class === 'unconditional' ? 'open' : dataset.openness.class;
};

/** The entry read last: its pages in both languages are made one after the other. */
let current: CatalogueEntry | undefined;
whenShown(() => {
  current = undefined;
});

/** Throws for an id that the catalogue does not hold: pages are made from its own list. */
function entryOf(id: string): CatalogueEntry {
  if (current?.dataset.id !== id) current = catalogue.entry(id);
  if (!current) throw new Error(`The catalogue holds no dataset ${id}`);
  return current;
}

export function datasetPage(id: string, locale: Locale): DatasetPage {
  const entry = entryOf(id);
  const { dataset } = entry;
  const latest = latestOf(entry);
  const description = descriptionOf(locale, dataset);
  return {
    locale,
    entry,
    dataset,
    path: `/datasets/${dataset.id}/`,
    title: titleOf(locale, dataset),
    description,
    plainDescription: plainText(description.text),
    publisher: agencyNameById(locale, dataset.publisher),
    update: updateStateOf(entry, today),
    latest,
    fields: latest?.fields.length ? latest.fields : (dataset.fields ?? []),
    files: latest?.distributions ?? [],
    kind: kindOf(entry),
    related: relatedOf(dataset),
    guide: guideOfEntry(entry, timeLimits),
  };
}

/** DCAT-AP, and the record of the national guide (发改高技〔2017〕1272号). */
const descriptions = [
  { twin: 'dcat.jsonld', type: 'application/ld+json', title: 'DCAT-AP JSON-LD' },
  { twin: 'dcat.ttl', type: 'text/turtle', title: 'DCAT-AP Turtle' },
  { twin: 'dcat.rdf', type: 'application/rdf+xml', title: 'DCAT-AP RDF/XML' },
  { twin: 'national-record.xml', type: 'application/xml', title: 'NDRC 1272 XML' },
  { twin: 'national-record.json', type: 'application/json', title: 'NDRC 1272 JSON' },
] as const;

/** The page's machine twins, as they stand in `<link rel="alternate">` and in the entry's table. */
export const twinsOf = ({
  dataset,
  kind,
  latest,
}: DatasetPage): readonly { href: string; type: string; title: string }[] => [
  { href: `/datasets/${dataset.id}.json`, type: 'application/json', title: 'JSON' },
  ...(kind === 'withdrawn'
    ? []
    : descriptions.map(({ twin, type, title }) => ({
        href: `/datasets/${dataset.id}/${twin}`,
        type,
        title,
      }))),
  ...(kind === 'withdrawn'
    ? []
    : [{ href: `/datasets/${dataset.id}/feed.atom`, type: 'application/atom+xml', title: 'Atom' }]),
  ...(latest
    ? [
        { href: `/datasets/${dataset.id}/datapackage.json`, type: 'application/json', title: 'Data Package' },
        { href: `/datasets/${dataset.id}/croissant.json`, type: 'application/ld+json', title: 'Croissant' },
      ]
    : []),
];

/** The address of a file; `version` may be `latest`. */
export const filePath = (id: string, version: number | 'latest', name: string): string =>
  `/files/${id}/${version}/${encodeURIComponent(name)}`;

export const datasetHref = (page: DatasetPage): string => localePath(page.locale, page.path);
