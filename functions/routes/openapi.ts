/** `/openapi.json`: OpenAPI 3.1, made from the very routes that the app registers. */
import { dataset, field } from '../domain/dataset.ts';
import { type ProblemCode, problemMediaType, problems } from '../problem.ts';
import { document } from './answer.ts';
import type { CatalogueDeps } from './deps.ts';
import { sessionCookieName } from './http/cookies.ts';
import { schemas } from './openapi-schemas.ts';
import type { Route, Wording } from './route.ts';

const both = ({ zh, en }: Wording): string => `${en} / ${zh}`;

const parameter =
  (place: 'path' | 'query' | 'header', required: boolean) =>
  ([name, { description, json }]: readonly [
    string,
    { readonly description: Wording; readonly json: object },
  ]) => ({
    name,
    in: place,
    required,
    description: both(description),
    schema: json,
  });

/** Codes that any route may answer. */
const everywhere: readonly ProblemCode[] = ['method-not-allowed', 'internal'];

function problemAnswers(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Map.groupBy([...new Set([...codes, ...everywhere])], (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([left], [right]) => left - right)
      .map(([status, all]) => {
        const description = all.map((code) => `\`${code}\`: ${problems[code].title}`).join('; ');
        const content = { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } };
        return [String(status), { description, content }];
      }),
  );
}

/** In OpenAPI any one of the list is enough, and an empty one stands for nobody. */
const security: Readonly<Record<Route['auth'], readonly object[]>> = {
  none: [],
  optional: [{}, { bearer: [] }, { session: [] }],
  bearer: [{ bearer: [] }, { session: [] }],
  session: [{ session: [] }],
};

function operation(route: Route): object {
  const {
    summary,
    description,
    tag,
    answers,
    pathParameters = {},
    query = {},
    headers = {},
    grammar = [],
  } = route;
  const parameters = [
    ...Object.entries(pathParameters).map(parameter('path', true)),
    ...Object.entries(query).map(parameter('query', false)),
    ...grammar.map(({ name, description: words }) =>
      parameter('query', false)([name, { description: words, json: { type: 'string' } }]),
    ),
    ...Object.entries(headers).map(parameter('header', false)),
  ];
  const content = (bodies: Readonly<Record<string, object>>) =>
    Object.fromEntries(Object.entries(bodies).map(([mediaType, schema]) => [mediaType, { schema }]));
  const responses = answers.map((answer) => [
    String(answer.status),
    { description: answer.description, ...(answer.content && { content: content(answer.content) }) },
  ]);
  return {
    operationId: operationId(route),
    tags: [tag],
    summary: summary.en,
    'x-summary-zh': summary.zh,
    ...(description && { description: both(description) }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: content(route.body()) } }),
    responses: { ...Object.fromEntries(responses), ...problemAnswers(route.problems) },
    security: security[route.auth],
  };
}

const operationId = ({ method, path }: Route): string =>
  [method.toLowerCase(), ...path.replaceAll(/[{}]/g, '').split(/[/.]/)].filter(Boolean).join('_');

type Described = Pick<CatalogueDeps, 'portalUrl' | 'version'>;

/** The description of `routes`. */
export function openapiDocument(routes: readonly Route[], { portalUrl, version }: Described): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jilin open data platform',
      version,
      description:
        'Reading open data needs no key. Errors are RFC 9457 problem details with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: portalUrl }],
    externalDocs: { url: `${portalUrl}/developers/` },
    paths,
    components: {
      schemas: { ...schemas, Dataset: dataset().toJsonSchema(), Field: field().toJsonSchema() },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName(portalUrl),
          description:
            'For the pages of the portal; what changes something also needs the header X-CSRF-Token.',
        },
      },
    },
  };
}

/** The route of the description, which describes itself too. */
export function openapiRoute(others: readonly Route[], deps: Described): Route {
  let text: string | undefined;
  const route: Route = {
    method: 'GET',
    path: '/openapi.json',
    tag: 'platform',
    summary: { zh: '接口描述（OpenAPI 3.1）', en: 'Description of the interfaces (OpenAPI 3.1)' },
    answers: [{ status: 200, description: 'The description', content: { 'application/json': {} } }],
    problems: [],
    auth: 'none',
    isOpenData: true,
    handle: (c) => {
      text ??= JSON.stringify(openapiDocument([...others, route], deps));
      return document(c, text);
    },
  };
  return route;
}
