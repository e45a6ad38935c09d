/** One dataset as the search index takes it: words with weights, facets, sort keys, and the row that a hit shows. */
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { entryRow } from './entry-row.ts';
import { facetNames, facetValues } from './facets.ts';
import { html, type SafeHtml } from './html.ts';
import { type Locale, localePath } from './i18n/index.ts';
import type { Listed } from './listing.ts';
import { plainText, shorten } from './markdown.ts';
import { agencyNameById } from './naming.ts';
import { indexWords } from './search-terms.ts';

export interface SearchRecord {
  readonly url: string;
  readonly content: string;
}

/** The first characters of a description that are searched. */
const descriptionLength = 500;

/** Text by weight. English readers find the Chinese title too. */
function texts(
  { dataset, versions }: CatalogueEntry,
  locale: Locale,
): readonly [weight: number, text: string][] {
  const fields = versions.find((version) => !version.withdrawn)?.fields ?? dataset.fields ?? [];
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

/** `place`: of the entry in the listing, which is the order by date of update. */
export function searchRecord(
  entry: CatalogueEntry,
  listed: Listed,
  place: number,
  locale: Locale,
): SearchRecord {
  const filters = facetNames.flatMap((name) =>
    facetValues[name](listed).map((value) => html`<i data-pagefind-filter="${name}:${value}"></i>`),
  );
  const sorts: Record<string, string> = {
    modified: String(place),
    due: listed.update.due ?? never,
    rows: String(listed.rows ?? 0),
  };
  const keys = Object.entries(sorts).map(
    ([name, value]) => html`<i data-pagefind-sort="${name}:${value}"></i>`,
  );
  const body = texts(entry, locale)
    .map(([weight, text]) => [weight, indexWords(text).join(' ')] as const)
    .filter(([, words]) => words !== '')
    .map(([weight, words]) => html`<p data-pagefind-weight="${weight}">${words}</p>`);
  const parts: readonly SafeHtml[] = [...body, ...filters, ...keys];
  const page = html`<html lang="${locale}"><body data-pagefind-body>${parts}</body></html>`;
  // Whatever else comes with a hit would itself be searched; its address is not.
  const row = encodeURIComponent(entryRow(listed, locale).html);
  return { url: `${localePath(locale, `/datasets/${listed.id}/`)}#${row}`, content: page.html };
}
