/** Text that is already HTML. Only `html` and the sanitiser make it, so that a plain string is always escaped. */
export interface SafeHtml {
  readonly html: string;
}
type Part = SafeHtml | string | number | undefined | false | readonly SafeHtml[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const render = (part: Part): string => {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map((each) => each.html).join('');
};

/**
 * Template for markup that is rendered too often for a component (rows of lists, 100 a page): everything put
 * into it is escaped, unless it was made by `html` itself.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): SafeHtml {
  return { html: strings.reduce((text, next, index) => text + render(parts[index - 1]) + next) };
}
