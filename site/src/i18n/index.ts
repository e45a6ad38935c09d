/** The two languages of the portal: Chinese at `/`, English under `/en/`, made by the same components. */
import { en } from './en.ts';
import { type Messages, zh } from './zh.ts';

export const locales = ['zh', 'en'] as const;
export type Locale = (typeof locales)[number];
export type { Messages };

const messages: Record<Locale, Messages> = { zh, en };
export const htmlLang: Record<Locale, string> = { zh: 'zh-CN', en: 'en' };

/** The labels of a language: `const t = use(locale)`, then `t.common.home`. */
export const use = (locale: Locale): Messages => messages[locale];

/** The value of the `[...lang]` route parameter as a language. */
export const localeOf = (param: string | undefined): Locale => (param === 'en' ? 'en' : 'zh');

/** The address of a page in a language; `path` is locale-neutral and begins and ends with a slash. */
export const localePath = (locale: Locale, path: string): string => (locale === 'zh' ? path : `/en${path}`);

export const otherLocale = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh');

interface LocalePath<P> {
  params: P & { lang: string | undefined };
}

/**
 * `getStaticPaths` of a page under `pages/[...lang]/`: each of `params` in both languages.
 * Pass only identifiers; the page reads its entry itself, so that 10,000 entries never stand in memory at once.
 */
export function localePaths<P extends Record<string, string | undefined> = Record<string, never>>(
  params: readonly P[] = [{} as P],
): LocalePath<P>[] {
  return params.flatMap((each) => [undefined, 'en'].map((lang) => ({ params: { ...each, lang } })));
}
