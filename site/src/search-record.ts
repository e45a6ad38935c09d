/** One dataset as the search takes it: words with weights, facets, sort keys, and the row that a hit shows. */
import { type CatalogueEntry, latestOf } from '../../functions/domain/version.ts';
import { entryRow } from './entry-row.ts';
import { type FacetName, facetNames, facetsOf } from './facets.ts';
import { html, type SafeHtml } from './html.ts';
import { type Locale, localePath } from './i18n/index.ts';
import { type Listed, rankOf } from './listing.ts';
import { plainText, shorten } from './markdown.ts';
import { agencyNameById } from './naming.ts';
import { indexWords } from './search-terms.ts';

/** By these answers are sorted; `rank` puts entries without data after those with, and withdrawn ones last. */
export interface SortKeys {
  readonly id: string;
  readonly rank: number;
  /** CCYY-MM-DD. */
  readonly updated: string;
  readonly due: string;
  readonly rows: number;
}

export interface SearchRecord {
  readonly keys: SortKeys;
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
  /** Words as they are indexed, by weight. */
  readonly words: readonly (readonly [weight: number, words: readonly string[]])[];
  /** The row of a list, as HTML. */
  readonly row: string;
}

/** The first characters of a description that are searched. */
const descriptionLength = 500;

/** Text by weight. English readers find the Chinese title too. */
function texts(entry: CatalogueEntry, locale: Locale): readonly [weight: number, text: string][] {
  const { dataset } = entry;
  const fields = latestOf(entry)?.fields ?? dataset.fields ?? [];
  const publisher = agencyNameById(locale, dataset.publisher).text;
  const names = `${dataset.id} ${dataset.code}`;
  if (locale === 'zh')
    return [
      [10, dataset.title],
      [6, dataset.keywords.join(' ')],
      [3, `${names} ${dataset.titleEn ?? ''}`],
      [2, publisher],
      [1, shorten(plainText(dataset.description), descriptionLength)],
      [1, fields.map((field) => `${field.title} ${field.name}`).join(' ')],
    ];
  return [
    [10, dataset.titleEn ?? ''],
    [6, (dataset.keywordsEn ?? []).join(' ')],
    [4, `${dataset.title} ${dataset.keywords.join(' ')}`],
    [3, names],
    [2, publisher],
    [1, shorten(plainText(dataset.descriptionEn ?? ''), descriptionLength)],
    [1, fields.map((field) => `${field.titleEn ?? ''} ${field.name}`).join(' ')],
  ];
}

/** After every date: data without one comes last. */
const never = '9999-12-31';

export function searchRecord(entry: CatalogueEntry, listed: Listed, locale: Locale): SearchRecord {
  const { id, update, rows } = listed;
  const due = update.due ?? never;
  return {
    keys: { id, rank: rankOf(listed), updated: update.updated, due, rows: rows ?? 0 },
    facets: facetsOf(listed),
    words: texts(entry, locale)
      .map(([weight, text]) => [weight, indexWords(text)] as const)
      .filter(([, words]) => words.length > 0),
    row: entryRow(listed, locale).html,
  };
}

/** What stands behind the address of a hit: whatever else came with it would itself be searched. */
const hitAddress = (path: string, { keys, row }: SearchRecord): string =>
  `${path}#${encodeURIComponent(JSON.stringify({ keys, row }))}`;

/** The record as a page for the indexer. `place`: of the entry in the listing, which is the order by date of update. */
export function indexedPage(record: SearchRecord, place: number, locale: Locale) {
  const { keys, facets, words } = record;
  const filters = facetNames.flatMap((name) =>
    facets[name].map((value) => html`<i data-pagefind-filter="${name}:${value}"></i>`),
  );
  const sorts = { modified: String(place), due: keys.due, rows: String(keys.rows) };
  const sorting = Object.entries(sorts).map(
    ([name, value]) => html`<i data-pagefind-sort="${name}:${value}"></i>`,
  );
  const body = words.map(([weight, each]) => html`<p data-pagefind-weight="${weight}">${each.join(' ')}</p>`);
  const parts: readonly SafeHtml[] = [...body, ...filters, ...sorting];
  const content = html`<html lang="${locale}"><body data-pagefind-body>${parts}</body></html>`.html;
  return { url: hitAddress(localePath(locale, `/datasets/${keys.id}/`), record), content };
}
