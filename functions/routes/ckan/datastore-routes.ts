/** The action of CKAN that reads tables: in a part of its own, because the catalogue's starts without DuckDB. */
import type { QueryDeps } from '../deps.ts';
import type { Route } from '../route.ts';
import { datastoreSearch } from './datastore.ts';
import { answered, commonAnswers, datastoreAction, each, shared, told } from './routes.ts';

/** Rows of tables. */
export const ckanDatastoreRoutes = (deps: QueryDeps): Route[] =>
  each((prefix, method) => ({
    ...shared,
    method,
    path: `${prefix}/${datastoreAction}`,
    summary: { zh: 'CKAN Action API：开放数据的行', en: 'CKAN Action API: rows of open data' },
    ...(method === 'POST' && { body: () => ({ 'application/json': { type: 'object' } }) }),
    answers: [...commonAnswers, told(403, '`Authorization Error`: conditional data')],
    problems: ['busy', 'query-too-slow'],
    handle: (c) => answered(deps, c, datastoreAction, (given) => datastoreSearch(deps, c, given)),
  }));
