/** The portal's own texts, written as Markdown in `i18n/`. Never for text of publishers, which is sanitised elsewhere. */
import { Marked } from 'marked';
import { type Locale, localePath } from './i18n/index.ts';

/** Addresses of pages end with a slash before any anchor; files, such as `/open-list.csv`, have one language only. */
const isPage = (href: string): boolean => /^\/(?:[a-z-]+\/)*(?:#[\w-]+)?$/.test(href);

/** Markdown as HTML; links to pages lead to the same language. */
export function renderProse(text: string, locale: Locale): string {
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link' && isPage(token.href)) token.href = localePath(locale, token.href);
    },
  });
  return marked.parse(text, { async: false });
}
