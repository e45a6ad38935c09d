/** The labels of a page of conditional opening, as its shell brings them. */
import type { Locale, Messages } from '../../i18n/index.ts';

export interface Words extends Pick<Messages['terms'], 'sensitivity' | 'fieldType'> {
  readonly locale: Locale;
  readonly shared: Messages['online']['shared'];
  readonly page: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, { readonly title: string; readonly advice: string }>>;
  /** Of the catalogue, in its order. */
  readonly agencies: readonly {
    readonly id: string;
    readonly name: string;
    readonly nameEn?: string | undefined;
  }[];
}

export const words = JSON.parse(document.getElementById('online-words')?.textContent ?? '{}') as Words;
export const t = words.shared;

/** What the shell of a page brings besides its own words. */
interface Besides {
  readonly apply: { readonly guide: Messages['serviceGuide'] };
  /** Of the guide and of the law, what says on which conditions a dataset is open. */
  readonly desk: {
    readonly guide: Pick<Messages['serviceGuide'], 'facts' | 'applicants' | 'grouped' | 'noFields'>;
    readonly ground: Messages['terms']['ground'];
  };
  readonly requests: { readonly voices: Messages['online']['voices'] };
  readonly monitoring: { readonly regions: Messages['agencies']['regions'] };
  readonly shares: {
    readonly desk: Messages['online']['desk'];
    readonly my: Messages['online']['my'];
    readonly states: Messages['sharing']['status'];
    readonly classes: Messages['terms']['sharing'];
  };
  readonly harvested: { readonly terms: Messages['terms'] };
  readonly quarantine: { readonly desk: Messages['online']['desk'] };
  readonly reuses: { readonly voices: Messages['online']['voices'] };
}
type PageName = Exclude<keyof Messages['online'], 'shared'>;
type PageWords<Name extends PageName> = Messages['online'][Name] &
  (Name extends keyof Besides ? Besides[Name] : unknown);
/** The labels of one page alone. */
export const pageWords = <Name extends PageName>(): PageWords<Name> =>
  words.page as unknown as PageWords<Name>;

/** The labels of a desk or of one's own cases, on the page itself, or brought along by another one. */
type Brought<Name extends PageName> = { readonly [Key in Name]?: PageWords<Name> };
export const deskWords = (): PageWords<'desk'> => (words.page as Brought<'desk'>).desk ?? pageWords<'desk'>();
export const myWords = (): PageWords<'my'> => (words.page as Brought<'my'>).my ?? pageWords<'my'>();

/** The address of a page in the language of this one. */
export const pagePath = (path: string): string => (words.locale === 'zh' ? path : `/en${path}`);

/** A label by a key that comes from the interface; the key itself for what has none. */
export const label = (table: Readonly<Record<string, string>>, key: string): string => table[key] ?? key;

/** What an agency is called; the id of one that the catalogue does not know. */
export const agencyName = (id: string): string =>
  nameOf(words.agencies.find((agency) => agency.id === id) ?? { id });

interface Titled {
  readonly id: string;
  readonly title?: string;
  readonly titleEn?: string;
  readonly name?: string;
  readonly nameEn?: string | undefined;
}
/** A dataset or an agency in the language of the page. */
export function nameOf({ id, title, titleEn, name, nameEn }: Titled): string {
  const chinese = title ?? name ?? id;
  return words.locale === 'zh' ? chinese : (titleEn ?? nameEn ?? chinese);
}
