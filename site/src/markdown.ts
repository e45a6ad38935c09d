/**
 * Descriptions are Markdown by strangers: rendered, then reduced to a short list of harmless elements.
 * Images, HTML, styles, ids, scripts and addresses other than http, https and mailto do not survive.
 */
import { Marked } from 'marked';
import sanitize from 'sanitize-html';
import { html, type SafeHtml } from './html.ts';

const marked = new Marked({ gfm: true, breaks: true, async: false });

const paragraph = sanitize.simpleTransform('p', {}, false);

const rules: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'ul', 'ol', 'li', 'strong', 'em', 'code', 'pre', 'blockquote', 'a', 'del', 'hr'],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 12,
  transformTags: {
    a: sanitize.simpleTransform('a', { rel: 'nofollow noopener' }),
    ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((heading) => [heading, paragraph])),
  },
};

/** Anything that Markdown or HTML would read as more than text. */
const marks = /[\\`*_{}[\]()#+\-.!<>&|~:\n@]/;

/** Renders Markdown to markup that is safe to stand in a page. Headings become paragraphs. */
export function renderMarkdown(source: string): SafeHtml {
  if (!marks.test(source)) return html`<p>${source}</p>`;
  return { html: sanitize(marked.parse(source) as string, rules) };
}

/** The words alone, on one line. */
export function plainText(source: string): string {
  if (!marks.test(source)) return source;
  return sanitize(marked.parse(source) as string, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => characters[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What the sanitiser writes for these four; it writes no other entity. */
const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** At most `length` characters, with an ellipsis where something is left out. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
