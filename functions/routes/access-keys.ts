/** Keys of a grant and what was done with them, for those who act for the party; use also for agency and supervisor. */
import { type } from 'arktype';
import { longestOverlap } from '../domain/access-keys.ts';
import type { Actor } from '../domain/actor.ts';
import { daysBetween, isCalendarDate } from '../domain/calendar-date.ts';
import { once } from '../domain/once.ts';
import { isAddressRange } from '../service/access-key/address.ts';
import type { KeyChanged, Refused } from '../service/access-key/manage.ts';
import { mostDays } from '../service/access-key/use.ts';
import { chinaDay } from '../service/clock.ts';
import { invalidRequest, problem } from './answer.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { type Parameter, readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const name = '1 <= string <= 100';
const range = once(() =>
  type('string <= 50').narrow(
    (given, ctx) => isAddressRange(given) || ctx.mustBe('an IP address or a CIDR range'),
  ),
);
const addresses = once(() => range().array().atMostLength(50));

const newKey = once(() => type({ '+': 'reject', name, 'addresses?': addresses() }));
const keyCommand = once(() =>
  type({
    '+': 'reject',
    type: "'rotate'",
    /** Hours for which the old key stays valid beside the new one. */
    'overlapHours?': `0 <= number.integer <= ${longestOverlap}`,
  })
    .or({ '+': 'reject', type: "'revoke'" })
    .or({ '+': 'reject', type: "'rename'", name })
    .or({ '+': 'reject', type: "'allow-list'", addresses: addresses() }),
);

/** As a document for readers: arktype cannot put a check of addresses into JSON Schema. */
const addressesJson = {
  type: 'array',
  maxItems: 50,
  items: { type: 'string', examples: ['192.0.2.0/24', '2001:db8::1'] },
};
const nameJson = { type: 'string', minLength: 1, maxLength: 100 };
const commandJson = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { enum: ['rotate', 'revoke', 'rename', 'allow-list'] },
    overlapHours: { type: 'integer', minimum: 0, maximum: longestOverlap, default: 24 },
    name: nameJson,
    addresses: addressesJson,
  },
};

function day(description: Parameter<string>['description']): Parameter<string> {
  return {
    description,
    json: { type: 'string', format: 'date' },
    allowed: ['2026-01-31'],
    read: (given) => (isCalendarDate(given) ? given : undefined),
  };
}

const listQuery = { application: text(64, { zh: '申请编号', en: 'Id of the application' }) };
const useQuery = {
  from: day({ zh: '起始日，默认 29 天前', en: 'First day; 29 days ago unless given' }),
  to: day({ zh: '截止日，默认今天', en: 'Last day; today unless given' }),
};
const requestsQuery = {
  day: day({ zh: '哪一天，默认今天', en: 'The day; today unless given' }),
  before: wholeNumber(
    { min: 1, max: 999_999_999 },
    { zh: '接上一页', en: 'From links.next of the page before' },
  ),
};

const refused = (c: AppContext, { refusal }: Refused): Response =>
  problem(c, refusal.code, { detail: refusal.message });

function changed(c: AppContext, result: KeyChanged): Response {
  if (result.outcome === 'refused') return refused(c, result);
  if (result.outcome === 'changed') return c.json({ key: result.key }, 200, notKept);
  return c.json({ key: result.key, secret: result.secret }, 201, notKept);
}

async function create(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, newKey());
  if ('refused' in read) return read.refused;
  const { name, addresses = [] } = read.value;
  const application = c.req.param('id') ?? '';
  return changed(c, await deps.accessKeys.create({ application, name, addresses }, actor));
}

async function command(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, keyCommand());
  if ('refused' in read) return read.refused;
  const { value } = read;
  const change = value.type === 'rotate' ? { overlapHours: 24, ...value } : value;
  return changed(c, await deps.accessKeys.change(c.req.param('id') ?? '', change, actor));
}

async function list(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, listQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const application = c.req.param('id') ?? read.values.application;
  if (application === undefined)
    return invalidRequest(c, [{ field: 'application', message: 'name the application' }]);
  const result = await deps.accessKeys.list(application, actor);
  if (result.outcome === 'refused') return refused(c, result);
  return c.json({ data: result.keys }, 200, notKept);
}

async function use(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, useQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const today = chinaDay(deps.now());
  const { to = today, from = chinaDay(new Date(Date.parse(`${to}T00:00:00+08:00`) - 29 * 86_400_000)) } =
    read.values;
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > mostDays)
    return invalidRequest(c, [
      { field: 'from', message: `choose 1 to ${mostDays} days, the first before the last` },
    ]);
  const result = await deps.accessKeys.useOf(c.req.param('id') ?? '', { from, to }, actor);
  if (result.outcome === 'refused') return refused(c, result);
  const { outcome: _, ...report } = result;
  return c.json({ from, to, ...report }, 200, notKept);
}

async function requests(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, requestsQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { day: asked = chinaDay(deps.now()), before } = read.values;
  const id = c.req.param('id') ?? '';
  const result = await deps.accessKeys.linesOf(id, asked, actor, before);
  if (result.outcome === 'refused') return refused(c, result);
  const { lines, before: next } = result;
  const address = `${deps.portalUrl}/api/v1/applications/${encodeURIComponent(id)}/use/requests?day=${asked}`;
  const links = { next: next === undefined ? null : `${address}&before=${next}` };
  return c.json({ data: lines, links, meta: { day: asked } }, 200, notKept);
}

const asked = ['unauthenticated', 'identity-unavailable'] as const;
const body = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const json = (schema: object = {}) => ({ 'application/json': schema });
const id = (zh: string, en: string) => ({ id: { description: { zh, en }, json: { type: 'string' } } });
const ofApplication = id('申请编号', 'Id of the application');

/** The same for the keys of whatever the address names: an application, or a share. */
export const keysOf = {
  create,
  list,
  use,
  body: () =>
    json({ type: 'object', required: ['name'], properties: { name: nameJson, addresses: addressesJson } }),
  useQuery,
} as const;

export function accessKeyRoutes(deps: WorkflowDeps): Route[] {
  const shared = { tag: 'keys', auth: 'bearer', isOpenData: false } as const;
  const as = (work: typeof create) => (c: AppContext) =>
    authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/keys',
      summary: { zh: '一份申请的访问密钥', en: 'The access keys of an application' },
      query: listQuery,
      answers: [{ status: 200, description: 'The keys; never the keys themselves', content: json() }],
      problems: [...asked, 'invalid-request', 'unknown-application'],
      handle: as(list),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/applications/{id}/keys',
      summary: { zh: '生成访问密钥，仅显示一次', en: 'Make an access key, shown once' },
      pathParameters: ofApplication,
      body: keysOf.body,
      answers: [{ status: 201, description: 'The key, and in `secret` its text', content: json() }],
      problems: [...asked, ...body, 'unknown-application', 'not-permitted', ...makingProblems],
      handle: as(create),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/keys/{id}/commands',
      summary: {
        zh: '更换、作废、改名或者设定允许名单',
        en: 'Rotate, revoke, rename, or set the allow-list',
      },
      pathParameters: id('密钥标识', 'Id of the key'),
      body: () => json(commandJson),
      answers: [
        { status: 200, description: 'The key as it is now', content: json() },
        { status: 201, description: 'The new key of a rotation, and in `secret` its text', content: json() },
      ],
      problems: [...asked, ...body, 'unknown-key', 'not-permitted', 'key-ended', ...makingProblems],
      handle: as(command),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}/use',
      summary: { zh: '数据使用情况：按日、按密钥', en: 'Use of the data, by day and by key' },
      pathParameters: ofApplication,
      query: useQuery,
      answers: [{ status: 200, description: 'Requests, refusals, rows and bytes', content: json() }],
      problems: [...asked, 'invalid-request', 'unknown-application'],
      handle: as(use),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}/use/requests',
      summary: { zh: '某一天的逐次请求', en: 'The single requests of one day' },
      pathParameters: ofApplication,
      query: requestsQuery,
      answers: [
        { status: 200, description: 'Time, route, status, rows and bytes, latest first', content: json() },
      ],
      problems: [...asked, 'invalid-request', 'unknown-application'],
      handle: as(requests),
    },
  ];
}

export const makingProblems = ['grant-not-active', 'too-many-keys', 'keys-overtaken'] as const;
