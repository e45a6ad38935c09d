/** Names of things in the language of the page, saying when the name is in another one. */
import type { Agency } from '../../functions/domain/agency.ts';
import { catalogue } from './catalogue.ts';
import { htmlLang, type Locale } from './i18n/index.ts';

export interface Name {
  readonly text: string;
  /** `lang` for the element that holds the text, where it is not the page's own language. */
  readonly lang?: string;
}

/** A name in the language of the page where there is one, in Chinese otherwise. */
export const nameIn = (locale: Locale, zh: string, en: string | undefined): Name =>
  locale === 'zh' ? { text: zh } : en ? { text: en } : { text: zh, lang: htmlLang.zh };

export const titleOf = (locale: Locale, named: { readonly title: string; readonly titleEn?: string }): Name =>
  nameIn(locale, named.title, named.titleEn);

export const descriptionOf = (
  locale: Locale,
  described: { readonly description?: string; readonly descriptionEn?: string },
): Name => nameIn(locale, described.description ?? '', described.descriptionEn);

export const agencyName = (locale: Locale, agency: Pick<Agency, 'name' | 'nameEn'>): Name =>
  nameIn(locale, agency.name, agency.nameEn);

/** The name of an agency by its id; the id itself when the catalogue does not know it. */
export function agencyNameById(locale: Locale, id: string): Name {
  const agency = catalogue.agency(id);
  return agency ? agencyName(locale, agency) : { text: id };
}
