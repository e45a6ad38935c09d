/** The portal's own texts, written as Markdown in `i18n/`. Never for text of publishers, which is sanitised elsewhere. */
import { Marked } from 'marked';
import { type Locale, localePath } from './i18n/index.ts';

/** Addresses of pages end with a slash before any anchor; files, such as `/open-list.csv`, have one language only. */
const isPage = (href: string): boolean => /^\/(?:[a-z-]+\/)*(?:#[\w-]+)?$/.test(href);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** A block of code scrolls within itself, by keyboard too. */
const code = ({ text }: { readonly text: string }): string =>
  `<div class="code"><pre tabindex="0">${text.replace(/[&<>]/g, (letter) => escapes[letter] ?? '')}</pre></div>`;

/** Markdown as HTML; links to pages lead to the same language. */
export function renderProse(text: string, locale: Locale): string {
  const marked = new Marked({
    renderer: { code },
    walkTokens(token) {
      if (token.type === 'link' && isPage(token.href)) token.href = localePath(locale, token.href);
    },
  });
  return marked.parse(text, { async: false });
}

/** A line of Markdown within other text. */
export const renderInline = (text: string): string => new Marked().parseInline(text, { async: false });
