/** A route is data: what it answers, what it takes, who may ask. The app, the 405 answers and /openapi.json are made from it. */
import type { ProblemCode } from '../problem.ts';
import type { AppContext } from './deps.ts';
import type { Parameter } from './parameters.ts';

/** Shown in the interface reference, in both languages of the portal. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

export interface Answer {
  readonly status: number;
  readonly description: string;
  /** Media type → JSON schema; absent where there is no body. */
  readonly content?: Readonly<Record<string, object>>;
}

export const tags = [
  'datasets',
  'records',
  'files',
  'catalogue',
  'ckan',
  'publications',
  'harvested',
  'applications',
  'objections',
  'keys',
  'sharing',
  'voices',
  'monitoring',
  'webhooks',
  'account',
  'platform',
] as const;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As documented: `/datasets/{id}.json`. */
  readonly path: string;
  /** As Hono matches it, where that differs from `path` with `:name` for `{name}`. */
  readonly pattern?: string;
  readonly tag: (typeof tags)[number];
  readonly summary: Wording;
  readonly description?: Wording;
  readonly pathParameters?: Readonly<
    Record<string, { readonly description: Wording; readonly json: object }>
  >;
  readonly query?: Readonly<Record<string, Parameter<unknown>>>;
  /** Further query parameters that follow a grammar, by example. */
  readonly grammar?: readonly { readonly name: string; readonly description: Wording }[];
  readonly headers?: Readonly<Record<string, { readonly description: Wording; readonly json: object }>>;
  /** Media type → JSON schema; made for whoever reads the description only. */
  readonly body?: () => Readonly<Record<string, object>>;
  readonly answers: readonly Answer[];
  /** Besides those that any route may answer: `method-not-allowed`, `internal`. */
  readonly problems: readonly ProblemCode[];
  /** `bearer`: a token or a session; `session`: a browser's only; `optional`: answered to anybody, each their own. */
  readonly auth: 'none' | 'optional' | 'bearer' | 'session';
  /** Whether pages of any origin may read the answer. */
  readonly isOpenData: boolean;
  /** Answered whatever the stores say: without what is done before each request. */
  readonly standsAlone?: true;
  readonly handle: (c: AppContext) => Response | Promise<Response>;
}

export const honoPattern = ({ path, pattern }: Pick<Route, 'path' | 'pattern'>): string =>
  pattern ?? path.replaceAll(/\{(\w+)\}/g, ':$1');
