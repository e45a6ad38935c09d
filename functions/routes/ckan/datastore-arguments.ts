/** The arguments of `datastore_search` as parameters of the platform's own query of records. */
import type { ParameterError } from '../../service/query/query.ts';
import type { ActionAnswer } from './answer.ts';
import { invalid } from './answer.ts';
import { type Arguments, parsed, type Reader, reader } from './arguments.ts';

export const recordFormats = ['objects', 'lists', 'csv', 'tsv'] as const;
type Parameters = readonly (readonly [name: string, value: string])[];

export interface DatastoreQuestion {
  readonly resource: string;
  readonly limit: number;
  readonly offset: number;
  readonly format: (typeof recordFormats)[number];
  readonly includesTotal: boolean;
  readonly isDistinct: boolean;
  /** As asked; undefined for all. */
  readonly fields?: readonly string[];
  /** Words that occur somewhere in a row. */
  readonly words: readonly string[];
  readonly parameters: Parameters;
  readonly given: Arguments;
}

/** As CKAN caps it (`ckan.datastore.search.rows_max`). */
const mostRows = 32_000;
const mostWords = 20;

export type ReadQuestion = { readonly question: DatastoreQuestion } | { readonly refusal: ActionAnswer };

export function readQuestion(given: Arguments): ReadQuestion {
  const read = reader(given);
  const resource = read.own('resource_id') === undefined ? (read.text('id') ?? '') : read.text('resource_id');
  if (!resource) read.fault('resource_id', 'Missing value');
  const limit = Math.min(read.natural('limit', 100), mostRows);
  const offset = read.natural('offset', 0);
  const format = recordFormats.find((each) => each === (read.text('records_format') ?? 'objects'));
  if (!format) read.fault('records_format', `Value must be one of ${recordFormats.join(', ')}`);
  const fields = read.texts('fields');
  const isDistinct = read.flag('distinct');
  const search = readSearch(read);
  const parameters = [...readFilters(read), ...search.filters, ...readSort(read)];
  const refusal = read.refusal();
  if (refusal) return { refusal };
  return {
    question: {
      resource: resource ?? '',
      limit,
      offset,
      format: format ?? 'objects',
      includesTotal: read.flag('include_total', true),
      isDistinct,
      ...(fields && { fields }),
      words: search.words,
      parameters: [...parameters, ...columnsOf(fields, isDistinct)],
      given,
    },
  };
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The row number that CKAN puts before the columns is none of the table's. */
function columnsOf(fields: readonly string[] | undefined, isDistinct: boolean): Parameters {
  const names = fields?.filter((name) => name !== '_id') ?? [];
  if (names.length === 0) return [];
  if (isDistinct) return names.map((name) => [`${name}__groupby`, ''] as const);
  return [['columns', names.map(quoted).join(',')]];
}

/** An object, or the text of one. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const read = typeof value === 'string' ? parsed(value) : value;
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
  return isObject ? (read as Readonly<Record<string, unknown>>) : undefined;
}

/** `{"field": value}` for one value, `{"field": [value, …]}` for any of several. */
function readFilters(read: Reader): Parameters {
  const given = read.own('filters');
  if (given === undefined || given === null || given === '') return [];
  const filters = objectOf(given);
  if (!filters) {
    read.fault('filters', typeof given === 'string' ? 'Cannot parse JSON' : 'Not a dictionary');
    return [];
  }
  return Object.entries(filters).flatMap(([name, value]): Parameters => {
    if (value === null) return [[`${name}__isnull`, '']];
    if (isScalar(value)) return [[`${name}__exact`, String(value)]];
    if (Array.isArray(value) && value.length > 0 && value.every(isScalar))
      return [[`${name}__in`, value.map((each) => quoted(String(each))).join(',')]];
    read.fault('filters', `"${name.slice(0, 60)}" takes a value or a list of values`);
    return [];
  });
}

/** Words for the whole row, or `{"field": words}`. */
function readSearch(read: Reader): { readonly words: readonly string[]; readonly filters: Parameters } {
  const given = read.own('q');
  const fields =
    typeof given === 'string' && !given.trimStart().startsWith('{') ? undefined : objectOf(given);
  if (fields) {
    const filters = Object.entries(fields).flatMap(([name, value]) =>
      wordsOf(String(value)).map((each) => [`${name}__contains`, each] as const),
    );
    return { words: [], filters };
  }
  return { words: wordsOf(read.text('q') ?? ''), filters: [] };
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);

/** `a, b desc`. */
function readSort(read: Reader): Parameters {
  const given = read.texts('sort') ?? [];
  return given.flatMap((part): Parameters => {
    const [, bare, inQuotes, direction = 'asc'] =
      /^(?:([^\s"]+)|"([^"]+)")(?:\s+(asc|desc))?(?:\s+nulls\s+last)?$/i.exec(part) ?? [];
    const name = bare ?? inQuotes;
    if (name === undefined) read.fault('sort', `${part.slice(0, 60)} is not a field and a direction`);
    if (name === undefined || name === '_id') return [];
    return [[`${name}__sort`, direction]];
  });
}

/** What the query of records finds wrong, under the arguments of CKAN. */
export function refusedQuestion(errors: readonly ParameterError[]): ActionAnswer {
  const argumentOf = (field: string): string => {
    if (field === 'columns' || field.endsWith('__groupby')) return 'fields';
    if (field.endsWith('__contains')) return 'q';
    return field.endsWith('__sort') ? 'sort' : 'filters';
  };
  const byArgument = Map.groupBy(errors, ({ field }) => argumentOf(field));
  return invalid(
    Object.fromEntries(
      [...byArgument].map(([name, all]) => [
        name,
        all.map(({ message, allowed }) =>
          allowed ? `${message}; there is: ${allowed.slice(0, 50).join(', ')}` : message,
        ),
      ]),
    ),
  );
}
