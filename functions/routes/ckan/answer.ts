/** What an action of CKAN answers, and the envelope around it, as CKAN writes both (ckan/views/api.py of 2.11). */
import { document, revalidate, weakTag } from '../answer.ts';
import type { AppContext, CatalogueDeps } from '../deps.ts';
import { isNotModified } from '../http/conditional.ts';
import { type Pieces, streamOf } from '../http/pieces.ts';

export type CkanError =
  | { readonly type: 'Not Found Error' | 'Authorization Error'; readonly message?: string }
  | { readonly type: 'Validation Error'; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly type: 'Search Error' | 'Search Query Error'; readonly message: string };

export type ActionAnswer =
  | { readonly outcome: 'result'; readonly result: unknown }
  /** The result as JSON, for what is JSON already. */
  | { readonly outcome: 'json'; readonly json: string }
  /** The result as JSON, made while it is read; in one catalogue the same mark stands for the same text. */
  | { readonly outcome: 'pieces'; readonly pieces: Pieces; readonly mark: string }
  | { readonly outcome: 'refused'; readonly error: CkanError };

export const result = (value: unknown): ActionAnswer => ({ outcome: 'result', result: value });
export const refused = (error: CkanError): ActionAnswer => ({ outcome: 'refused', error });
export const notFound = (message?: string): ActionAnswer =>
  refused({ type: 'Not Found Error', ...(message && { message }) });
export const invalid = (fields: Readonly<Record<string, readonly string[]>>): ActionAnswer =>
  refused({ type: 'Validation Error', fields });

const mediaType = 'application/json;charset=utf-8';

const statuses: Readonly<Record<CkanError['type'], 400 | 403 | 404 | 409>> = {
  'Not Found Error': 404,
  'Authorization Error': 403,
  'Validation Error': 409,
  'Search Error': 409,
  'Search Query Error': 400,
};

/** Words that CKAN puts before what is wrong. */
const prefixes = {
  'Not Found Error': 'Not found',
  'Authorization Error': 'Access denied',
  'Search Error': 'Search error',
  'Search Query Error': 'Search Query is invalid',
} as const;

function errorObject(error: CkanError): object {
  if (error.type === 'Validation Error') return { ...error.fields, __type: error.type };
  const prefix = prefixes[error.type];
  return { __type: error.type, message: error.message ? `${prefix}: ${error.message}` : prefix };
}

const helpOf = (c: AppContext, action: string): string =>
  `${c.var.portalUrl}/api/3/action/help_show?name=${encodeURIComponent(action)}`;

function plain(c: AppContext, body: string, status: 200 | 400 | 403 | 404 | 409 | 413): Response {
  const length = String(Buffer.byteLength(body));
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': mediaType, 'Content-Length': length };
  return c.body(body, status, headers);
}

/** The envelope. What was asked by GET has an ETag; what was refused is never kept. */
export function envelope(
  c: AppContext,
  { catalogue, version }: CatalogueDeps,
  action: string,
  answer: ActionAnswer,
): Response {
  const help = helpOf(c, action);
  if (answer.outcome === 'refused') {
    const body = JSON.stringify({ help, success: false, error: errorObject(answer.error) });
    return plain(c, body, statuses[answer.error.type]);
  }
  const start = `{"help":${JSON.stringify(help)},"success":true,"result":`;
  if (answer.outcome === 'pieces') {
    const etag = weakTag(catalogue().info.digest, version, help, answer.mark);
    return streamed(c, etag, around(start, answer.pieces));
  }
  const json = answer.outcome === 'json' ? answer.json : JSON.stringify(answer.result);
  const body = `${start}${json}}`;
  return c.req.method === 'POST' ? plain(c, body, 200) : document(c, body, mediaType);
}

function streamed(c: AppContext, etag: string, pieces: Pieces): Response {
  const body = () => streamOf(pieces);
  if (c.req.method === 'POST')
    return new Response(body(), { headers: { 'Cache-Control': 'no-store', 'Content-Type': mediaType } });
  const headers = { ETag: etag, 'Cache-Control': revalidate };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
  const described = { ...headers, 'Content-Type': mediaType };
  return c.req.method === 'HEAD'
    ? c.body(null, 200, described)
    : new Response(body(), { headers: described });
}

function* around(start: string, pieces: Pieces): Pieces {
  yield start;
  yield* pieces;
  yield '}';
}

/** What CKAN says of an action that it does not have, and of arguments that it cannot read: a text, no envelope. */
export function badRequest(c: AppContext, message: string, status: 400 | 413 = 400): Response {
  return plain(c, JSON.stringify(`Bad request - ${message}`), status);
}
