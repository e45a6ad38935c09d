/**
 * CKAN's Action API, read: what ckanapi, ckanr and CKAN's own harvester ask. Both of its prefixes answer alike, without
 * redirects, to GET and to POST. Source: CKAN 2.11, "API guide".
 */
import type { AppContext, CatalogueDeps } from '../deps.ts';
import type { Route } from '../route.ts';
import { actions, runAction } from './actions.ts';
import { type ActionAnswer, badRequest, envelope } from './answer.ts';
import { type Arguments, readArguments } from './arguments.ts';

const prefixes = ['/api/3/action', '/api/action'] as const;
const methods = ['GET', 'POST'] as const;
export const datastoreAction = 'datastore_search';

/** Reads the arguments, asks `answer`, and says the outcome as CKAN does. */
export async function answered(
  deps: CatalogueDeps,
  c: AppContext,
  action: string,
  answer: (given: Arguments) => ActionAnswer | undefined | Promise<ActionAnswer | undefined>,
): Promise<Response> {
  const read = await readArguments(c);
  if (read.outcome === 'bad') return badRequest(c, read.message, read.status);
  const outcome = await answer(read.given);
  return outcome
    ? envelope(c, deps, action, outcome)
    : badRequest(c, `Action name not known: ${action.slice(0, 100)}`);
}

const envelopeSchema = { $ref: '#/components/schemas/CkanEnvelope' };
/** An answer of the interface description. */
export const told = (status: number, description: string) => ({
  status,
  description,
  content: { 'application/json': envelopeSchema },
});
export const commonAnswers = [
  told(200, 'The envelope with `result`'),
  told(400, 'A query that cannot be understood (`Search Query Error`); a text where the action is not known'),
  told(404, '`Not Found Error`'),
  told(409, '`Validation Error`, `Search Error`'),
];

export const shared = {
  tag: 'ckan',
  problems: [],
  auth: 'none',
  isOpenData: true,
} as const;

/** A route for each prefix and method. */
export const each = (make: (prefix: string, method: 'GET' | 'POST') => Route): Route[] =>
  prefixes.flatMap((prefix) => methods.map((method) => make(prefix, method)));

/** Everything about the catalogue. */
export const ckanRoutes = (deps: CatalogueDeps): Route[] =>
  each((prefix, method) => ({
    ...shared,
    method,
    path: `${prefix}/{action}`,
    pattern: `${prefix}/:action{(?!${datastoreAction}$)[^/]+}`,
    summary: { zh: 'CKAN Action API：目录', en: 'CKAN Action API: the catalogue' },
    description: {
      zh: '参数可写在查询串、表单或 JSON 中，含义与 CKAN 2.11 相同。',
      en: 'Arguments come as query, form or JSON, and mean what they mean in CKAN 2.11.',
    },
    pathParameters: {
      action: {
        description: { zh: '动作名', en: 'Name of the action' },
        json: { enum: Object.keys(actions) },
      },
    },
    ...(method === 'POST' && { body: () => ({ 'application/json': { type: 'object' } }) }),
    answers: commonAnswers,
    handle: (c) => {
      const action = c.req.param('action') ?? '';
      return answered(deps, c, action, (given) => runAction(deps, action, given));
    },
  }));
