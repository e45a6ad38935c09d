/** What happened to one's applications, in the portal. */
import type { Actor } from '../domain/actor.ts';
import { listNotifications } from '../service/notification/notifications.ts';
import { invalidRequest } from './answer.ts';
import { signedInProblems } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const query = {
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};

async function list({ records, portalUrl }: WorkflowDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, query);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { limit = 20, cursor } = read.values;
  const page = await listNotifications(records, actor, { limit, ...(cursor !== undefined && { cursor }) });
  if (!page)
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const search = new URLSearchParams({ limit: `${limit}`, cursor: page.cursor ?? '' });
  const next = page.cursor === undefined ? null : `${portalUrl}/api/v1/notifications?${search}`;
  return c.json({ data: page.notifications, links: { next } }, 200, { 'Cache-Control': 'no-store' });
}

export function notificationRoutes(deps: WorkflowDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/notifications',
      tag: 'applications',
      summary: { zh: '消息', en: 'Notifications' },
      query,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'A page, newest first', content: { 'application/json': {} } }],
      problems: ['invalid-request', ...signedInProblems],
      auth: 'bearer',
      isOpenData: false,
      handle: (c) => authenticated(deps, c, (actor) => list(deps, c, actor)),
    },
  ];
}
