/** `datastore_search`: rows of open tables, as CKAN's DataStore tells them. There is no `datastore_search_sql`. */
import type { Field } from '../../domain/dataset.ts';
import { pageStatement } from '../../service/query/compile.ts';
import { questionOf } from '../../service/query/cursor.ts';
import type { DatasetRefusal } from '../../service/query/open-table.ts';
import type { Query } from '../../service/query/query.ts';
import { type Asked, ask, countRows, openTables } from '../../service/query/records.ts';
import type { AppContext, QueryDeps } from '../deps.ts';
import { type ActionAnswer, notFound, refused } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { type DatastoreQuestion, readQuestion, refusedQuestion } from './datastore-arguments.ts';
import { datasetOfResource, resourcesOf } from './package.ts';

const types: Readonly<Record<Field['type'], string>> = {
  string: 'text',
  integer: 'int8',
  number: 'float8',
  boolean: 'bool',
  date: 'date',
  datetime: 'timestamp',
  year: 'int4',
  geopoint: 'text',
};

export async function datastoreSearch(
  deps: QueryDeps,
  c: AppContext,
  given: Arguments,
): Promise<ActionAnswer> {
  const read = readQuestion(given);
  if ('refusal' in read) return read.refusal;
  const { question } = read;
  const id = datasetOfResource(question.resource);
  const entry = deps.catalogue().entry(id);
  const unknown = notFound(`Resource "${question.resource.slice(0, 100)}" was not found.`);
  if (entry?.status !== 'published') return unknown;
  if (entry.dataset.openness.class === 'conditional')
    return refused({
      type: 'Authorization Error',
      message: `this data is open on conditions: apply for access at ${deps.portalUrl}/datasets/${id}/`,
    });
  const resource = resourcesOf(entry, deps.portalUrl).find((each) => each.id === question.resource);
  if (!resource?.datastore_active) return unknown;
  const parameters = wholeDistinct(question, entry.versions.find((each) => !each.withdrawn)?.fields ?? []);
  const asked = await ask(openTables(deps), { id, parameters });
  if (asked.outcome === 'refused') return refusalOf(c, asked.refusal) ?? unknown;
  if (asked.outcome === 'invalid') return refusedQuestion(asked.errors);
  return page(deps, c, asked, question);
}

/** Distinct rows of all columns are groups by all columns. */
function wholeDistinct(
  { parameters, isDistinct, fields }: DatastoreQuestion,
  all: readonly Field[],
): DatastoreQuestion['parameters'] {
  if (!isDistinct || fields) return parameters;
  return [...parameters, ...all.map(({ name }) => [`${name}__groupby`, ''] as const)];
}

function refusalOf(c: AppContext, refusal: DatasetRefusal): ActionAnswer | undefined {
  if (refusal.code === 'file-missing') c.var.warn('file-missing', { key: refusal.key });
  return refusal.code === 'withheld-data' ? refused({ type: 'Authorization Error' }) : undefined;
}

async function page(
  deps: QueryDeps,
  c: AppContext,
  asked: Asked,
  question: DatastoreQuestion,
): Promise<ActionAnswer> {
  const { table } = asked;
  const { words, limit, offset, fields: wanted } = question;
  const query: Query = {
    ...asked.query,
    ...(words.length > 0 && { words: { all: words, fields: table.version.fields } }),
  };
  const { signal } = c.req.raw;
  const rows = await deps.engine.rows<{ line: string; r: number }>(
    pageStatement(query, table, { limit, offset }),
    signal,
  );
  const total = question.includesTotal
    ? await countRows(deps.engine, table, query, questionOf(query), signal)
    : undefined;
  const names = query.columns.map(({ name }) => name);
  const isNumbered = !query.aggregated && (wanted?.includes('_id') ?? true) && !names.includes('_id');
  const lines = isNumbered
    ? rows.map(({ line, r }) => numbered(line, Number(r) + 1))
    : rows.map(({ line }) => line);
  const rest = {
    include_total: question.includesTotal,
    limit,
    ...(offset > 0 && { offset }),
    records_format: question.format,
    resource_id: question.resource,
    fields: [
      ...(isNumbered ? [{ id: '_id', type: 'int' }] : []),
      ...query.columns.map(({ name, type }) => describeField(name, type, table.version.fields)),
    ],
    ...echo(question.given),
    _links: linksOf(question),
    ...(total !== undefined && { total, total_was_estimated: false }),
    total_estimation_threshold: null,
  };
  const records = recordsOf(lines, question.format, isNumbered ? ['_id', ...names] : names);
  return { outcome: 'json', json: `{"records":${records},${JSON.stringify(rest).slice(1)}` };
}

const numbered = (line: string, number: number): string =>
  `{"_id":${number}${line === '{}' ? '' : ','}${line.slice(1)}`;

function describeField(id: string, type: Field['type'], fields: readonly Field[]) {
  const field = fields.find(({ name }) => name === id);
  if (!field) return { id, type: types[type] };
  const notes = [field.description, field.unit].filter(Boolean).join(' ');
  return { id, type: types[type], info: { label: field.title, notes } };
}

/** What was asked is told again, as CKAN does. */
function echo(given: Arguments): object {
  const names = ['filters', 'q', 'sort', 'distinct'];
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

function linksOf({ given, limit, offset }: DatastoreQuestion) {
  const parameters = Object.entries(given).map(([name, value]): [string, string] => [
    name,
    isText(value) ? value : JSON.stringify(value),
  ]);
  const link = (from: number): string => {
    const query = new URLSearchParams(parameters.filter(([name]) => name !== 'offset'));
    if (from > 0) query.set('offset', String(from));
    return `/api/3/action/datastore_search?${query}`;
  };
  const prev = offset > 0 && { prev: link(Math.max(0, offset - limit)) };
  return { start: link(0), ...prev, next: link(offset + limit) };
}

function recordsOf(
  lines: readonly string[],
  format: DatastoreQuestion['format'],
  names: readonly string[],
): string {
  if (format === 'objects') return `[${lines.join(',')}]`;
  const rows = lines.map((line) => {
    const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return names.map((name) => row[name]);
  });
  if (format === 'lists') return JSON.stringify(rows);
  const separator = format === 'csv' ? ',' : '\t';
  return JSON.stringify(rows.map((row) => `${row.map(cellOf).join(separator)}\n`).join(''));
}

/** RFC 4180. */
function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
