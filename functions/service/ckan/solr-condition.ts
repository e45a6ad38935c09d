/** From a query of Solr's language to a condition on the snapshot: values are bound, columns come from the table of fields. */
import { matchExpression } from '../../domain/search-terms.ts';
import { bothOf, type Condition } from '../catalogue/selection.ts';
import { type SearchField, searchFields } from './search-fields.ts';
import { parseInstant } from './solr-instant.ts';
import type { SolrQuery, SolrRange } from './solr-syntax.ts';

type Term = Extract<SolrQuery, { kind: 'term' }>;

const nothing: Condition = { sql: '0', values: [] };
const everything: Condition = { sql: '1', values: [] };

/** `now` is what `NOW` stands for. */
export function conditionOf(query: SolrQuery, now: Date): Condition {
  switch (query.kind) {
    case 'and':
      return bothOf(query.of.map((part) => conditionOf(part, now)));
    case 'or': {
      const parts = query.of.map((part) => conditionOf(part, now));
      return {
        sql: parts.map(({ sql }) => `(${sql})`).join(' OR ') || '0',
        values: parts.flatMap(({ values }) => values),
      };
    }
    case 'not': {
      const { sql, values } = conditionOf(query.of, now);
      // What is unknown is not so: an entry without the value is found by its negation.
      return { sql: `NOT coalesce(${sql}, 0)`, values };
    }
    case 'term':
      return termOf(query, now);
    case 'range': {
      const field = fieldOf(query.field);
      return field ? rangeOf(field, query, now) : nothing;
    }
  }
}

const fieldOf = (name = 'text'): SearchField | undefined =>
  Object.hasOwn(searchFields, name) ? searchFields[name] : undefined;

function termOf(term: Term, now: Date): Condition {
  const isAnything = term.value === '*' && !term.isQuoted;
  if (term.field === '*') return isAnything ? everything : nothing;
  const field = fieldOf(term.field);
  if (!field) return nothing;
  if (field.kind === 'text') return isAnything ? everything : textOf(field.columns, term.value);
  if (field.kind === 'instant') return instantTerm(field.value, term, now);
  if (field.kind === 'constant') return isAnything || term.value === field.value ? everything : nothing;
  const value = field.isUpperCase ? term.value.toUpperCase() : term.value;
  return within(field, (column) => compared(column, value, term.isQuoted));
}

function textOf(columns: string | undefined, value: string): Condition {
  const match = matchExpression(value);
  if (match === undefined) return nothing;
  const expression = columns ? `{${columns}} : (${match})` : match;
  return {
    sql: 'entries.row IN (SELECT rowid FROM search WHERE search MATCH ?)',
    values: [expression],
  };
}

/** Asks `ask` of the value of an entry, or of one of its values. */
function within(
  field: Extract<SearchField, { kind: 'exact' | 'member' }>,
  ask: (column: string) => Condition,
): Condition {
  if (field.kind === 'exact') return ask(field.value);
  const { sql, values } = ask(field.column);
  return { sql: `entries.id IN (SELECT entry FROM ${field.table} WHERE ${sql})`, values };
}

/** Unquoted, `*` and `?` stand for any characters; a backslash takes that from them. */
function compared(column: string, value: string, isQuoted: boolean): Condition {
  if (isQuoted || !/(?<!\\)[*?]/.test(value))
    return { sql: `${column} = ?`, values: [isQuoted ? value : value.replaceAll(/\\([*?\\])/g, '$1')] };
  if (value === '*') return { sql: `${column} IS NOT NULL`, values: [] };
  const glob = value.replaceAll('[', '[[]').replaceAll(/\\([*?])/g, '[$1]');
  return { sql: `${column} GLOB ?`, values: [glob] };
}

const second = (column: string): string => `unixepoch(${column}, 'subsec')`;

function instantTerm(column: string, { value, isQuoted }: Term, now: Date): Condition {
  if (value === '*' && !isQuoted) return { sql: `${column} IS NOT NULL`, values: [] };
  const instant = parseInstant(value, now);
  return instant === undefined ? nothing : { sql: `${second(column)} = ?`, values: [instant] };
}

function rangeOf(field: SearchField, range: SolrRange, now: Date): Condition {
  switch (field.kind) {
    case 'text':
    case 'constant':
      return nothing;
    case 'instant':
      return bounded(second(field.value), range, (text) => parseInstant(text, now));
    default:
      return within(field, (column) => bounded(column, range, (text) => text));
  }
}

/** A bound that is no value of the field holds nothing within it. */
function bounded(
  column: string,
  { from, to, includesFrom, includesTo }: SolrRange,
  read: (text: string) => string | number | undefined,
): Condition {
  const bounds: Condition[] = [{ sql: `${column} IS NOT NULL`, values: [] }];
  const sides = [
    [from, includesFrom ? '>=' : '>'],
    [to, includesTo ? '<=' : '<'],
  ] as const;
  for (const [text, sign] of sides) {
    if (text === '*') continue;
    const value = read(text);
    bounds.push(value === undefined ? nothing : { sql: `${column} ${sign} ?`, values: [value] });
  }
  return bothOf(bounds);
}
