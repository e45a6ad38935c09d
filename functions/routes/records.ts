/** The rows of a dataset: filtered, sorted, grouped, a page at a time or as a whole file. */
import type { Access } from '../service/access-key/access.ts';
import { disputed } from '../service/objection/marks.ts';
import type { Cursor } from '../service/query/cursor.ts';
import type { Engine } from '../service/query/engine.ts';
import { exportTable, publishedName } from '../service/query/export.ts';
import { exportFormats, exportMediaTypes } from '../service/query/export-formats.ts';
import {
  type Asked,
  ask,
  cursorOf,
  openTables,
  type RecordsPage,
  readPage,
  type TableFinder,
} from '../service/query/records.ts';
import { datasetRefused, invalidRequest, problem, revalidate, weakTag } from './answer.ts';
import { counted } from './counted.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, QueryDeps } from './deps.ts';
import { isNotModified } from './http/conditional.ts';
import { datasetLinks } from './http/dataset-links.ts';
import { attachment } from './http/disposition.ts';
import { withSlots } from './http/slots.ts';
import { keyHeaders, keyProblems, notKept, type Told, withKey } from './keyed.ts';
import { readParameters } from './parameters.ts';
import { exportQuery, grammar, recordsQuery } from './record-parameters.ts';
import type { Route } from './route.ts';

/** Depends on nothing but the file and the question: the same answer until the platform's release changes. */
const tagOf = (deps: QueryDeps, c: AppContext, { table }: Asked): string =>
  weakTag(
    table.sha256,
    deps.version,
    deps.portalUrl,
    String(table.version.number),
    c.req.url,
    JSON.stringify(disputed(deps.catalogue(), table.entry.dataset.id)),
  );

/** What differs between anybody and the holder of a key. */
interface Reading {
  readonly find: TableFinder;
  readonly engine: Engine;
  /** Whose exports are counted together: a grant's, or those of one address. */
  readonly whose: string;
  /** For answers that are the same as long as the file is; none without it. */
  readonly tag?: (asked: Asked) => string;
}

const open = (deps: QueryDeps, c: AppContext): Reading => ({
  find: openTables(deps),
  engine: deps.engine,
  whose: deps.remoteAddress(c) ?? '',
  tag: (asked) => tagOf(deps, c, asked),
});
const granted = (deps: QueryDeps, { tables, application }: Access): Reading => ({
  find: tables,
  engine: deps.gatedEngine,
  whose: application,
});

const told = (response: Response): Told => ({ response, rows: 0 });
const headersOf = (
  { portalUrl }: QueryDeps,
  asked: Asked,
  { tag }: Reading,
): Readonly<Record<string, string>> => ({
  ...(tag ? { ETag: tag(asked), 'Cache-Control': revalidate } : notKept),
  Link: datasetLinks(portalUrl, asked.table.entry.dataset),
});
const isKnown = (c: AppContext, { ETag }: Readonly<Record<string, string>>): boolean =>
  ETag !== undefined && isNotModified(c.req.header('If-None-Match'), ETag);

async function records(deps: QueryDeps, c: AppContext, reading: Reading): Promise<Told> {
  const read = readParameters(c.req.url, recordsQuery, 'welcome');
  if (read.outcome === 'invalid') return told(invalidRequest(c, read.errors));
  const { limit = 100, cursor: given, version: wanted } = read.values;
  const cursor = given === undefined ? undefined : cursorOf(given);
  const fault = cursorFault(given, cursor, wanted);
  if (fault !== undefined) return told(invalidRequest(c, [{ field: 'cursor', message: fault }]));
  const id = c.req.param('id') ?? '';
  const asked = await ask(reading.find, { id, version: cursor?.version ?? wanted, parameters: read.rest });
  if (asked.outcome === 'refused') return told(datasetRefused(c, asked.refusal));
  if (asked.outcome === 'invalid') return told(invalidRequest(c, asked.errors));
  const headers = headersOf(deps, asked, reading);
  if (isKnown(c, headers)) return told(c.body(null, 304, headers));
  if (c.req.method === 'HEAD')
    return told(c.body(null, 200, { ...headers, 'Content-Type': 'application/json' }));
  const page = await readPage(reading, asked, { limit, cursor }, c.req.raw.signal);
  if (page.outcome === 'invalid') return told(invalidRequest(c, page.errors));
  return { response: pageAnswer(deps, c, page, headers), rows: page.rows.length };
}

function cursorFault(given?: string, cursor?: Cursor, version?: number): string | undefined {
  if (given !== undefined && !cursor) return 'not a cursor: follow links.next as it is';
  const isOther = cursor && version !== undefined && cursor.version !== version;
  return isOther ? `continues version ${cursor.version}` : undefined;
}

function pageAnswer(
  deps: QueryDeps,
  c: AppContext,
  page: RecordsPage,
  headers: Readonly<Record<string, string>>,
): Response {
  const next = page.cursor === undefined ? null : nextPage(deps, c, page.cursor);
  const about = disputed(deps.catalogue(), c.req.param('id') ?? '');
  const meta = { total: page.total, version: page.version, ...about };
  const rest = JSON.stringify({ links: { next }, meta });
  const body = `{"data":[${page.rows.join(',')}],${rest.slice(1)}`;
  const length = String(Buffer.byteLength(body));
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/json', 'Content-Length': length });
}

function nextPage({ portalUrl }: QueryDeps, c: AppContext, cursor: string): string {
  const { pathname, search } = new URL(c.req.url);
  const url = new URL(portalUrl + pathname + search);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

/** Of the eight that an engine makes at once. */
const exportsAtOnce = 4;

async function exported(deps: QueryDeps, c: AppContext, reading: Reading): Promise<Told> {
  const format = exportFormats.find((each) => each === c.req.param('format'));
  if (!format) return told(problem(c, 'unknown-address', { members: { allowed: exportFormats } }));
  const read = readParameters(c.req.url, exportQuery, 'welcome');
  if (read.outcome === 'invalid') return told(invalidRequest(c, read.errors));
  const { bom = false, formulas, version: wanted } = read.values;
  if (formulas !== undefined && formulas !== 'escape')
    return told(invalidRequest(c, [{ field: 'formulas', message: 'not allowed', allowed: ['escape'] }]));
  const id = c.req.param('id') ?? '';
  const asked = await ask(reading.find, { id, version: wanted, parameters: read.rest });
  if (asked.outcome === 'refused') return told(datasetRefused(c, asked.refusal));
  if (asked.outcome === 'invalid') return told(invalidRequest(c, asked.errors));
  const headers = headersOf(deps, asked, reading);
  if (isKnown(c, headers)) return told(c.body(null, 304, headers));
  const { number } = asked.table.version;
  const fileHeaders = {
    ...headers,
    'Content-Type': exportMediaTypes[format],
    'Content-Disposition': attachment(`${id}-v${number}.${format}`),
  };
  const options = { format, bom, escapeFormulas: formulas === 'escape' };
  const published = publishedName(asked, options);
  if (published) {
    const location = `${deps.portalUrl}/files/${id}/${number}/${encodeURIComponent(published)}`;
    return told(c.body(null, 307, { Location: location, 'Cache-Control': 'no-cache' }));
  }
  if (c.req.method === 'HEAD') return told(c.body(null, 200, fileHeaders));
  const made = await exportTable(reading.engine, asked, options, c.req.raw.signal);
  if (made.outcome === 'invalid') return told(invalidRequest(c, made.errors));
  const response = new Response(made.body, { headers: fileHeaders });
  if (made.bytes !== undefined) response.headers.set('Content-Length', String(made.bytes));
  return { response, rows: made.rows, isStream: true };
}

/** Answers as `answer` does, with what the asker's key opens, or with what is open to anybody. */
function handle(
  deps: QueryDeps,
  c: AppContext,
  wanted: { readonly kind: 'records' | 'export'; readonly route: string },
  answer: typeof records,
): Promise<Response> {
  const anybody = async () => (await answer(deps, c, open(deps, c))).response;
  return counted(deps, c, () =>
    withKey(deps, c, wanted, anybody, (access) => answer(deps, c, granted(deps, access))),
  );
}

const problems = [
  'invalid-request',
  'unknown-dataset',
  'unknown-version',
  'no-table',
  'unknown-file',
  'conditional-data',
  'withheld-data',
  'dataset-withdrawn',
  'dataset-quarantined',
  'version-withdrawn',
  'version-quarantined',
  'busy',
  'query-too-slow',
  ...keyProblems,
] as const;

const recordsPath = '/api/v1/datasets/{id}/records';
const exportPath = '/api/v1/datasets/{id}/export/{format}';

export function recordRoutes(deps: QueryDeps): Route[] {
  const slotted = withSlots(exportsAtOnce, exported, (_deps, _c, { whose }) => whose);
  const headers = keyHeaders;
  const shared = { tag: 'records', auth: 'none', isOpenData: true, problems, grammar, headers } as const;
  return [
    {
      ...shared,
      method: 'GET',
      path: recordsPath,
      summary: { zh: '查询数据行', en: 'Query the rows' },
      pathParameters: idParameter,
      query: recordsQuery,
      answers: [
        {
          status: 200,
          description: 'A page of rows',
          content: { 'application/json': { $ref: '#/components/schemas/RecordsPage' } },
        },
      ],
      handle: (c) => handle(deps, c, { kind: 'records', route: recordsPath }, records),
    },
    {
      ...shared,
      method: 'GET',
      path: exportPath,
      summary: { zh: '导出为文件，不限行数', en: 'Export as a file, all rows' },
      pathParameters: {
        ...idParameter,
        format: { description: { zh: '文件格式', en: 'Format of the file' }, json: { enum: exportFormats } },
      },
      query: exportQuery,
      answers: [
        {
          status: 200,
          description: 'The file',
          content: Object.fromEntries(Object.values(exportMediaTypes).map((mediaType) => [mediaType, {}])),
        },
        { status: 307, description: 'The published file, when it is exactly the answer' },
      ],
      problems: [...problems, 'unknown-address'],
      handle: (c) => handle(deps, c, { kind: 'export', route: exportPath }, slotted),
    },
  ];
}
