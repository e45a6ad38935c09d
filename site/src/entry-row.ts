/** One row of a list of datasets. A string function, not a component: lists hold 100 of them a page. */
import { formatBytes, formatNumber } from './format.ts';
import { html, type SafeHtml } from './html.ts';
import { type Locale, localePath, use } from './i18n/index.ts';
import type { Listed } from './listing.ts';
import { opennessMark, priorityMark, updateMark } from './marks.ts';
import { agencyNameById, titleOf } from './naming.ts';

const made: Record<Locale, WeakMap<Listed, SafeHtml>> = { zh: new WeakMap(), en: new WeakMap() };

/** Rows, or bytes for data without rows; nothing for data that is not there. */
export function sizeText(listed: Pick<Listed, 'rows' | 'bytes'>, locale: Locale): string {
  if (listed.rows !== null) return use(locale).common.rows(formatNumber(listed.rows));
  return listed.bytes > 0 ? formatBytes(listed.bytes) : '';
}

function makeRow(listed: Listed, locale: Locale): SafeHtml {
  const title = titleOf(locale, listed);
  const publisher = agencyNameById(locale, listed.publisher);
  const { theme } = use(locale).terms;
  return html`<li class="entry"><div class="entry-main"><h3 class="entry-title"><a href="${localePath(locale, `/datasets/${listed.id}/`)}"${langAttribute(title.lang)}>${title.text}</a></h3><p class="entry-meta"><span${langAttribute(publisher.lang)}>${publisher.text}</span><span>${theme[listed.theme] ?? listed.theme}</span>${listed.priority.length > 0 && priorityMark(locale)}</p></div><div class="entry-class">${opennessMark(listed.openness, locale)}</div><div class="entry-update">${updateMark(listed.update, locale, 'short')}</div><div class="entry-size num">${sizeText(listed, locale)}</div><div class="entry-formats">${listed.formats.join(' ')}</div></li>`;
}

const langAttribute = (lang: string | undefined): SafeHtml | undefined =>
  lang ? html` lang="${lang}"` : undefined;

/** The row, made once for each language: an entry that did not change is the same object. */
export function entryRow(listed: Listed, locale: Locale): SafeHtml {
  const known = made[locale].get(listed);
  if (known) return known;
  const row = makeRow(listed, locale);
  made[locale].set(listed, row);
  return row;
}
