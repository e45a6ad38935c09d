/** Who is signed in, and for which organisation they act (Art. 33). */
import { type } from 'arktype';
import { type Actor, oneself } from '../domain/actor.ts';
import { once } from '../domain/once.ts';
import { createSessions, type Session } from '../service/session.ts';
import { csrfParameter, sessionProblems } from './auth.ts';
import { actingForHeader, askerOf, foreignOrganisation, withSession } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import type { Route } from './route.ts';

function tellAccount(c: AppContext, actor: Actor, session: Session | undefined): Response {
  const { id, name, roles, agency, organisations, actingFor, isUndecided } = actor;
  const account = {
    signedIn: true,
    id,
    name: name ?? null,
    roles,
    agency: agency ?? null,
    organisations: organisations ?? [],
    actingFor: actingFor ?? null,
    undecided: isUndecided ?? false,
    csrfToken: session?.csrfToken ?? null,
  };
  return c.json(account, 200, { 'Cache-Control': 'no-store' });
}

async function me(deps: WorkflowDeps, c: AppContext): Promise<Response> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return asker.response;
  if (asker.kind === 'account') return tellAccount(c, asker.actor, asker.session);
  return c.json({ signedIn: false }, 200, { 'Cache-Control': 'no-store' });
}

const choice = once(() => type({ '+': 'reject', creditCode: 'string <= 18 | null' }));

const choose = (deps: WorkflowDeps, c: AppContext): Promise<Response> =>
  withSession(deps, c, async (session) => {
    const read = await readBody(c, choice());
    if ('refused' in read) return read.refused;
    const actor = await createSessions(deps).choose(session, read.value.creditCode ?? oneself);
    return actor ? tellAccount(c, actor, session) : foreignOrganisation(c, session.actor);
  });

export function meRoutes(deps: WorkflowDeps): Route[] {
  const shared = { tag: 'account', isOpenData: false } as const;
  const account = (schema: string) => ({ 'application/json': { $ref: `#/components/schemas/${schema}` } });
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/me',
      summary: { zh: '当前账号', en: 'Who is signed in' },
      headers: actingForHeader,
      answers: [{ status: 200, description: 'The account, or that nobody is', content: account('Me') }],
      problems: ['unauthenticated', 'foreign-organisation', 'identity-unavailable'],
      auth: 'optional',
      handle: (c) => me(deps, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/me/acting-for',
      summary: { zh: '选择所代表的单位', en: 'Choose the organisation acted for' },
      description: {
        zh: 'creditCode 为 null 时以本人身份；令牌（Bearer）用请求头 X-Acting-For。',
        en: 'With `creditCode` null for oneself; with a bearer token, send the header `X-Acting-For` instead.',
      },
      headers: csrfParameter,
      body: () => ({ 'application/json': choice().toJsonSchema() }),
      answers: [{ status: 200, description: 'The account', content: account('Me') }],
      problems: ['invalid-request', 'too-large', ...sessionProblems],
      auth: 'session',
      handle: (c) => choose(deps, c),
    },
  ];
}
