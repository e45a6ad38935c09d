/** What happened to one's applications, in the portal; and what of it one has read. */
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { once } from '../domain/once.ts';
import { namedDataset } from '../service/application/names.ts';
import { listNotifications, markRead } from '../service/notification/notifications.ts';
import { mostUnread } from '../service/notification/unread-limit.ts';
import { invalidRequest } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const query = {
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};

const id = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const marking = once(() =>
  type({ '+': 'reject', ids: type(id).array().atLeastLength(1).atMostLength(50) }).or({
    '+': 'reject',
    until: id,
  }),
);

const noStore = { 'Cache-Control': 'no-store' } as const;

async function list(
  { records, portalUrl, catalogue }: WorkflowDeps,
  c: AppContext,
  actor: Actor,
): Promise<Response> {
  const asked = readParameters(c.req.url, query);
  if (asked.outcome === 'invalid') return invalidRequest(c, asked.errors);
  const { limit = 20, cursor } = asked.values;
  const page = await listNotifications(records, actor, { limit, ...(cursor !== undefined && { cursor }) });
  if (!page)
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const search = new URLSearchParams({ limit: `${limit}`, cursor: page.cursor ?? '' });
  const next = page.cursor === undefined ? null : `${portalUrl}/api/v1/notifications?${search}`;
  const data = page.notifications.map((each) => {
    const { dataset } = each;
    return {
      ...each,
      ...(dataset !== undefined && { names: { dataset: namedDataset(catalogue(), dataset) } }),
    };
  });
  return c.json({ data, unread: page.unread, links: { next } }, 200, noStore);
}

async function read(deps: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const body = await readBody(c, marking());
  if ('refused' in body) return body.refused;
  return c.json({ unread: await markRead(deps, actor, body.value) }, 200, noStore);
}

export function notificationRoutes(deps: WorkflowDeps): Route[] {
  const shared = { tag: 'applications', auth: 'bearer', isOpenData: false } as const;
  const content = { 'application/json': {} };
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/notifications',
      summary: { zh: '消息', en: 'Notifications' },
      description: {
        zh: `read 表示本人是否已读；unread 为未读条数，至多数到 ${mostUnread}。`,
        en: `\`read\` tells whether you have read it; \`unread\` counts what you have not, up to ${mostUnread}.`,
      },
      query,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'A page, newest first, and how many are unread', content }],
      problems: ['invalid-request', ...signedInProblems],
      handle: (c) => authenticated(deps, c, (actor) => list(deps, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/notifications/read',
      summary: { zh: '把消息标为已读', en: 'Mark notifications as read' },
      description: {
        zh: 'ids 列出若干条（至多 50 条），或者 until 写明一条：到它为止全部已读。只对本人有效；重复请求结果相同。',
        en: '`ids` lists some, at most 50; or `until` names one: everything up to it is read. For yourself alone; repeated, it comes to the same.',
      },
      headers: { ...actingForHeader, ...csrfParameter },
      body: () => ({ 'application/json': marking().toJsonSchema() }),
      answers: [{ status: 200, description: 'How many are unread now', content }],
      problems: ['invalid-request', 'too-large', 'unsupported-media-type', ...actingProblems],
      handle: (c) => authenticated(deps, c, (actor) => read(deps, c, actor)),
    },
  ];
}
