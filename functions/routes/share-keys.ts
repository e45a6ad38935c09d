/** Keys of a share and what was done with them: for the agency that holds it; use also for the provider and the Bureau. */
import { keysOf, makingProblems } from './access-keys.ts';
import { signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { authenticated } from './authenticated.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import type { Route } from './route.ts';
import { shareId } from './share-bodies.ts';

const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const keyProblems = [...signedInProblems, 'unknown-share', 'not-permitted'] as const;
const json = (schema: object = {}) => ({ 'application/json': schema });
const account = { tag: 'sharing', auth: 'bearer', isOpenData: false } as const;

/** Keys of a share; they are changed under `/api/v1/keys`, as all keys are. */
export function shareKeyRoutes(deps: WorkflowDeps): Route[] {
  const as = (work: typeof keysOf.create) => (c: AppContext) =>
    authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    {
      ...account,
      method: 'GET',
      path: '/api/v1/shares/{id}/keys',
      summary: { zh: '一件数据共享的访问密钥', en: 'The access keys of a share' },
      pathParameters: shareId,
      answers: [{ status: 200, description: 'The keys; never the keys themselves', content: json() }],
      problems: [...keyProblems, 'invalid-request'],
      handle: as(keysOf.list),
    },
    {
      ...account,
      method: 'POST',
      path: '/api/v1/shares/{id}/keys',
      summary: { zh: '生成访问密钥，仅显示一次', en: 'Make an access key, shown once' },
      pathParameters: shareId,
      headers: csrfParameter,
      body: keysOf.body,
      answers: [{ status: 201, description: 'The key, and in `secret` its text', content: json() }],
      problems: [...keyProblems, ...bodyProblems, ...makingProblems],
      handle: as(keysOf.create),
    },
    {
      ...account,
      method: 'GET',
      path: '/api/v1/shares/{id}/use',
      summary: { zh: '数据使用情况：按日、按密钥', en: 'Use of the data, by day and by key' },
      pathParameters: shareId,
      query: keysOf.useQuery,
      answers: [{ status: 200, description: 'Requests, refusals, rows and bytes', content: json() }],
      problems: [...keyProblems, 'invalid-request'],
      handle: as(keysOf.use),
    },
  ];
}
