/**
 * The part of Solr's query language that clients of CKAN write in `fq` and `q`: `field:value`, quoted phrases, ranges,
 * wildcards, AND, OR, NOT, `+`, `-`, parentheses. Source: Apache Solr Reference Guide, "Standard Query Parser".
 * Parts that nothing joins must all hold, as CKAN sets `q.op=AND`, and OR binds tighter than that: the harvester of
 * CKAN joins `organization:a OR organization:b` and `metadata_modified:[… TO *]` by a space, and means both.
 */
export type SolrQuery =
  | { readonly kind: 'term'; readonly field?: string; readonly value: string; readonly isQuoted: boolean }
  | ({ readonly kind: 'range'; readonly field?: string } & SolrRange)
  | { readonly kind: 'not'; readonly of: SolrQuery }
  | { readonly kind: 'and' | 'or'; readonly of: readonly SolrQuery[] };

/** `*` is an open end. */
export interface SolrRange {
  readonly from: string;
  readonly to: string;
  readonly includesFrom: boolean;
  readonly includesTo: boolean;
}

export type ParsedSolr =
  | { readonly outcome: 'query'; readonly query: SolrQuery }
  | { readonly outcome: 'syntax'; readonly message: string };

type Token =
  | { readonly kind: '(' | ')' | '+' | '-' | 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string; readonly isQuoted: boolean }
  | ({ readonly kind: 'range' } & SolrRange);

/** No honest question is longer or deeper. */
const mostCharacters = 10_000;
const mostParts = 500;
const mostLevels = 40;

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gsu, '$1');
/** In an unquoted word an escaped wildcard stands for itself; it is kept escaped for whoever reads wildcards. */
const word = (text: string): string => text.replaceAll(/\\([^*?\\])/gsu, '$1');
const end = String.raw`(?:"((?:[^"\\]|\\.)*)"|([^\s\]}"]+))`;

const lexemes: readonly (readonly [RegExp, (found: RegExpExecArray) => Token | undefined])[] = [
  [/\s+/y, () => undefined],
  // Boosts and slops rank; what is found does not depend on them.
  [/[\^~][\d.]*/y, () => undefined],
  [/[()]/y, ([sign]) => ({ kind: sign as '(' | ')' })],
  [/(?:AND(?=[\s()]|$)|&&)/y, () => ({ kind: 'AND' })],
  [/(?:OR(?=[\s()]|$)|\|\|)/y, () => ({ kind: 'OR' })],
  [/(?:NOT(?=[\s()]|$)|!)/y, () => ({ kind: 'NOT' })],
  [/[+-](?=\S)/y, ([sign]) => ({ kind: sign as '+' | '-' })],
  [/((?:[\p{L}_]|\*(?=:\*))[\p{L}\p{N}_.-]*):/uy, ([, name = '']) => ({ kind: 'field', name })],
  [
    new RegExp(String.raw`([[{])\s*${end}\s+TO\s+${end}\s*([\]}])`, 'y'),
    ([, open, quotedFrom, from = '', quotedTo, to = '', close]) => ({
      kind: 'range',
      from: unescaped(quotedFrom ?? from),
      to: unescaped(quotedTo ?? to),
      includesFrom: open === '[',
      includesTo: close === ']',
    }),
  ],
  [/"((?:[^"\\]|\\.)*)"/suy, ([, text = '']) => ({ kind: 'value', value: unescaped(text), isQuoted: true })],
  [/(?:[^\s"()[\]{}:^~\\]|\\.)+/suy, ([text]) => ({ kind: 'value', value: word(text), isQuoted: false })],
];

class SyntaxFault extends Error {}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const before = at;
    for (const [pattern, make] of lexemes) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) continue;
      const token = make(found);
      if (token) tokens.push(token);
      at += found[0].length;
      break;
    }
    if (at === before) throw new SyntaxFault(`Cannot parse '${clip(text)}' at column ${at}`);
    if (tokens.length > mostParts) throw new SyntaxFault(`more than ${mostParts} parts`);
  }
  return tokens;
}

const clip = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** Parses `text`; an empty one finds everything. */
export function parseSolr(text: string): ParsedSolr {
  try {
    if (text.length > mostCharacters) throw new SyntaxFault(`longer than ${mostCharacters} characters`);
    const tokens = tokensOf(text);
    const reader: Reader = { tokens, at: 0, level: 0 };
    const query = readAll(reader, undefined);
    if (reader.at < tokens.length) throw new SyntaxFault(`Cannot parse '${clip(text)}': unexpected )`);
    return { outcome: 'query', query };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { outcome: 'syntax', message: error.message };
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  level: number;
}

const peek = (reader: Reader): Token['kind'] | undefined => reader.tokens[reader.at]?.kind;

const joined = (kind: 'and' | 'or', of: readonly SolrQuery[]): SolrQuery =>
  of.length === 1 && of[0] ? of[0] : { kind, of };

/** Parts one after the other: all must hold. */
function readAll(reader: Reader, field: string | undefined): SolrQuery {
  const parts: SolrQuery[] = [];
  while (peek(reader) !== undefined && peek(reader) !== ')') parts.push(readEither(reader, field));
  return joined('and', parts);
}

function readEither(reader: Reader, field: string | undefined): SolrQuery {
  return readJoined(reader, 'OR', () => readJoined(reader, 'AND', () => readOne(reader, field), 'and'), 'or');
}

function readJoined(
  reader: Reader,
  sign: 'AND' | 'OR',
  read: () => SolrQuery,
  kind: 'and' | 'or',
): SolrQuery {
  const parts = [read()];
  while (peek(reader) === sign) {
    reader.at += 1;
    parts.push(read());
  }
  return joined(kind, parts);
}

function readOne(reader: Reader, field: string | undefined): SolrQuery {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  switch (token?.kind) {
    case '+':
      return readOne(reader, field);
    case '-':
    case 'NOT':
      return { kind: 'not', of: deeper(reader, () => readOne(reader, field)) };
    case 'field':
      return readOne(reader, token.name);
    case 'value':
      return { kind: 'term', field, value: token.value, isQuoted: token.isQuoted };
    case 'range':
      return { ...token, field };
    case '(':
      return readGroup(reader, field);
    default:
      throw new SyntaxFault(token ? `unexpected ${token.kind}` : 'the query ends too early');
  }
}

function readGroup(reader: Reader, field: string | undefined): SolrQuery {
  const inner = deeper(reader, () => readAll(reader, field));
  if (peek(reader) !== ')') throw new SyntaxFault('a parenthesis is not closed');
  reader.at += 1;
  return inner;
}

/** What is read one level deeper: the statement made of it nests as deep, and SQLite has a limit. */
function deeper(reader: Reader, read: () => SolrQuery): SolrQuery {
  reader.level += 1;
  if (reader.level > mostLevels) throw new SyntaxFault(`more than ${mostLevels} levels`);
  const inner = read();
  reader.level -= 1;
  return inner;
}
