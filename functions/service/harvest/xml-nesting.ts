/** How deep XML is nested, before a parser whose time grows with the square of it walks into it. */
import { Unreadable } from './unreadable.ts';

const mostLevels = 64;

/** What has no elements in it, by how it begins and ends. */
const closed = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Throws `Unreadable` for what is deeper than 64 levels. */
export function checkXmlNesting(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    // Nobody describes data with a document type; where one ends, parsers do not agree.
    if (/^<!doctype/i.test(text.slice(at, at + 9))) throw new Unreadable('entities');
    const other = closed.find(([begin]) => text.startsWith(begin, at));
    const end = other ? text.indexOf(other[1], at + other[0].length) : endOfTag(text, at);
    // What never ends is no XML; its parser says so.
    if (end < 0) return;
    if (!other) depth += text[at + 1] === '/' ? -1 : text[end - 1] === '/' ? 0 : 1;
    if (depth > mostLevels) throw new Unreadable('too-deep');
    at = end + 1;
  }
}

/** Where the tag ends that begins at `start`: a bracket within quotes is none. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}
