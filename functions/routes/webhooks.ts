/** Webhooks: telling systems of what happens, signed; for those who act for the owner, who is told of nobody else's. */
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { slug } from '../domain/dataset-names.ts';
import { once } from '../domain/once.ts';
import { longestSecretOverlap } from '../domain/webhook.ts';
import type { Refused } from '../service/webhook/access.ts';
import { webhookEventTypes } from '../service/webhook/event-types.ts';
import { changeWebhook, createWebhook, listWebhooks, type WebhookDone } from '../service/webhook/manage.ts';
import { listDeliveries, replayDelivery, type Sent, testWebhook } from '../service/webhook/sendings.ts';
import { invalidRequest, problem } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { actingForHeader, authenticated, partyUndecided } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const name = '1 <= string <= 100';
const url = '1 <= string <= 2000';
const events = once(() =>
  type
    .enumerated(...webhookEventTypes)
    .array()
    .atMostLength(webhookEventTypes.length),
);
const mostWatched = 100;
const ids = once(() => type(slug).array().atMostLength(mostWatched));
const watched = once(() => ({ 'datasets?': ids(), 'agencies?': ids() }));
const newWebhook = once(() =>
  type({ '+': 'reject', name, url, 'events?': events(), ...watched(), 'owner?': '1 <= string <= 18' }),
);
const command = once(() =>
  type({ '+': 'reject', type: "'change'", 'name?': name, 'url?': url, 'events?': events(), ...watched() })
    .or({
      '+': 'reject',
      type: "'rotate-secret'",
      /** Hours for which messages carry a signature by the old secret too. */
      'overlapHours?': `0 <= number.integer <= ${longestSecretOverlap}`,
    })
    // One by one: only then does the answer to another type name them all.
    .or({ '+': 'reject', type: "'test'" })
    .or({ '+': 'reject', type: "'enable'" })
    .or({ '+': 'reject', type: "'disable'" })
    .or({ '+': 'reject', type: "'remove'" }),
);

const deliveriesQuery = {
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};

const refused = (c: AppContext, { code, reason }: Refused): Response =>
  problem(c, code, reason === undefined ? {} : { members: { reason } });

function done(c: AppContext, result: WebhookDone): Response {
  switch (result.outcome) {
    case 'refused':
      return refused(c, result);
    case 'removed':
      return c.json({ removed: true }, 200, notKept);
    case 'changed':
      return c.json({ webhook: result.webhook }, 200, notKept);
    case 'made':
      return c.json({ webhook: result.webhook, secret: result.secret }, 201, notKept);
  }
}

const queued = (c: AppContext, result: Sent): Response =>
  result.outcome === 'refused' ? refused(c, result) : c.json({ delivery: result.delivery }, 202, notKept);

async function list(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const data = await listWebhooks(deps, actor);
  return c.json({ data, meta: { events: webhookEventTypes } }, 200, notKept);
}

/** What is watched must be there: a slip of the pen would be told of nothing, for ever. */
function unknownWatched(
  { catalogue }: WorkflowDeps,
  c: AppContext,
  {
    datasets = [],
    agencies = [],
  }: { readonly datasets?: readonly string[]; readonly agencies?: readonly string[] },
): Response | undefined {
  const shown = catalogue();
  const errors = [
    ...datasets.filter((id) => !shown.entry(id)).map((id) => ({ field: 'datasets', id })),
    ...agencies.filter((id) => !shown.agency(id)).map((id) => ({ field: 'agencies', id })),
  ].map(({ field, id }) => ({ field, message: `${id} is not in the public catalogue` }));
  return errors.length > 0 ? invalidRequest(c, errors) : undefined;
}

async function create(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, newWebhook());
  if ('refused' in read) return read.refused;
  const unknown = unknownWatched(deps, c, read.value);
  if (unknown) return unknown;
  if (actor.isUndecided && read.value.owner === undefined) return partyUndecided(c, actor);
  return done(c, await createWebhook(deps, { events: [], ...read.value }, actor));
}

async function change(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, command());
  if ('refused' in read) return read.refused;
  const { value } = read;
  const id = c.req.param('id') ?? '';
  if (value.type === 'test') return queued(c, await testWebhook(deps, id, actor));
  const unknown = value.type === 'change' ? unknownWatched(deps, c, value) : undefined;
  if (unknown) return unknown;
  if (value.type === 'rotate-secret')
    return done(c, await changeWebhook(deps, id, { overlapHours: 24, ...value }, actor));
  return done(
    c,
    await changeWebhook(deps, id, value.type === 'change' ? value : { type: value.type }, actor),
  );
}

async function deliveries(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, deliveriesQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { limit = 20, cursor } = read.values;
  const id = c.req.param('id') ?? '';
  const page = await listDeliveries(deps, id, { limit, ...(cursor !== undefined && { cursor }) }, actor);
  if (page.outcome === 'refused') return refused(c, page);
  if (page.outcome === 'no-cursor')
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const search = new URLSearchParams({ limit: `${limit}`, cursor: page.cursor ?? '' });
  const address = `${deps.portalUrl}/api/v1/webhooks/${encodeURIComponent(id)}/deliveries`;
  const links = { next: page.cursor === undefined ? null : `${address}?${search}` };
  return c.json({ data: page.deliveries, links }, 200, notKept);
}

const replay = async (deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> =>
  queued(c, await replayDelivery(deps, c.req.param('id') ?? '', c.req.param('delivery') ?? '', actor));

const json = (schema: object = {}) => ({ 'application/json': schema });
const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const changing = ['unknown-webhook', 'webhook-disabled', 'too-many-sendings'] as const;
const ofWebhook = {
  id: { description: { zh: '回调标识', en: 'Id of the webhook' }, json: { type: 'string' } },
};
const ofDelivery = {
  ...ofWebhook,
  delivery: { description: { zh: '消息标识', en: 'Id of the message' }, json: { type: 'string' } },
};

export function webhookRoutes(deps: WorkflowDeps): Route[] {
  const shared = { tag: 'webhooks', auth: 'bearer', isOpenData: false } as const;
  const acting = { ...actingForHeader, ...csrfParameter };
  const as = (work: typeof create) => (c: AppContext) =>
    authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/webhooks',
      summary: { zh: '回调（Webhook）列表', en: 'Webhooks' },
      headers: actingForHeader,
      answers: [{ status: 200, description: 'The webhooks; in `meta.events` all types', content: json() }],
      problems: signedInProblems,
      handle: as(list),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/webhooks',
      summary: { zh: '登记回调，签名密钥仅显示一次', en: 'Make a webhook; its secret is shown once' },
      description: {
        zh: '按 Standard Webhooks 签名。owner 为 self（本人）、所代表单位的统一社会信用代码，或者 agency（本部门）；不写 events 即接收与归属方有关的全部事项。公开目录的事项（dataset.*、open-list.changed）须在 events 中写明，或者以 datasets、agencies 指定数据集、部门；两者都不写即全部。',
        en: 'Signed as Standard Webhooks describe. `owner` is `self`, a credit code, or `agency`; without `events` everything that concerns the owner is sent. What becomes of the public catalogue (`dataset.*`, `open-list.changed`) is sent where `events` names it, or `datasets` or `agencies` do; with neither of these, of all.',
      },
      headers: acting,
      body: () => json(newWebhook().toJsonSchema()),
      answers: [{ status: 201, description: 'The webhook, and in `secret` its secret', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'not-your-party',
        'party-undecided',
        'webhook-address-refused',
        'too-many-webhooks',
        'too-many-sendings',
        'webhooks-overtaken',
      ],
      handle: as(create),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/webhooks/{id}/commands',
      summary: {
        zh: '更改、更换密钥、测试、启用、停用或者移除',
        en: 'Change, rotate the secret, test, enable, disable or remove',
      },
      pathParameters: ofWebhook,
      headers: acting,
      body: () => json(command().toJsonSchema()),
      answers: [
        { status: 200, description: 'The webhook as it is now', content: json() },
        { status: 201, description: 'The webhook, and in `secret` its new secret', content: json() },
        { status: 202, description: 'The test that goes out', content: json() },
      ],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        ...changing,
        'webhook-address-refused',
        'webhooks-overtaken',
      ],
      handle: as(change),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/webhooks/{id}/deliveries',
      summary: { zh: '投递记录，保留 90 天', en: 'Deliveries with their attempts, kept for 90 days' },
      pathParameters: ofWebhook,
      query: deliveriesQuery,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'A page, newest first', content: json() }],
      problems: ['invalid-request', ...signedInProblems, 'unknown-webhook'],
      handle: as(deliveries),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/webhooks/{id}/deliveries/{delivery}/replay',
      summary: { zh: '重发一条消息，标识不变', en: 'Send a message again, under the same id' },
      pathParameters: ofDelivery,
      headers: acting,
      answers: [{ status: 202, description: 'The delivery that goes out', content: json() }],
      problems: [...actingProblems, ...changing, 'unknown-delivery', 'delivery-pending'],
      handle: as(replay),
    },
  ];
}
