/** One row of an agency's open list. A string function, not a component: such a list holds 100 of them a page. */
import type { Line } from './data/line.ts';
import { formatNumber } from './format.ts';
import { html, type SafeHtml } from './html.ts';
import { type Locale, localePath, use } from './i18n/index.ts';
import { opennessMark, updateMark } from './marks.ts';
import { titleOf } from './naming.ts';

const made: Record<Locale, WeakMap<Line, SafeHtml>> = { zh: new WeakMap(), en: new WeakMap() };

function makeRow(line: Line, locale: Locale): SafeHtml {
  const { terms, common } = use(locale);
  const { text, lang } = titleOf(locale, line);
  const attribute = lang && html` lang="${lang}"`;
  const rows = line.rows === null ? common.none : formatNumber(line.rows);
  const isWithoutData = line.version === undefined && line.status === 'published';
  const state = isWithoutData ? common.none : updateMark(line.update, locale, 'short');
  return html`<tr><th scope="row"><a href="${localePath(locale, `/datasets/${line.id}/`)}"${attribute}>${text}</a></th><td class="fit">${opennessMark(line.openness.class, locale)}</td><td class="n">${rows}</td><td class="n">${line.version ?? common.none}</td><td class="fit">${terms.updateCycle[line.updateCycle]}</td><td class="fit">${state}</td></tr>`;
}

/** The row, made once for each language: an entry that did not change is the same object. */
export function lineRow(line: Line, locale: Locale): SafeHtml {
  const known = made[locale].get(line);
  if (known) return known;
  const row = makeRow(line, locale);
  made[locale].set(line, row);
  return row;
}
