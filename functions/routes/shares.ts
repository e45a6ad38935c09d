/**
 * Sharing between agencies (Art. 24–26): asked for by officials of an agency, decided by the class of the entry, by a
 * published scenario, or by the Bureau with the responsible department. What it opens: `share-keys.ts`.
 */
import type { Actor } from '../domain/actor.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { authenticated } from './authenticated.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import type { Route } from './route.ts';
import {
  ask,
  command,
  demand,
  list,
  one,
  order,
  pagingQuery,
  scenarios,
  shareQuery,
} from './share-answers.ts';
import { scenarioBody, shareBody, shareCommandBody, shareId } from './share-bodies.ts';

const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const json = (schema: object = {}) => ({ 'application/json': schema });
const fallback = { fallback: ({ base }: { base: object }) => base };
const account = { tag: 'sharing', auth: 'bearer', isOpenData: false } as const;
const everybody = { tag: 'sharing', auth: 'none', isOpenData: true, method: 'GET' } as const;

/** What everybody may read: the scenarios, and what agencies asked for. */
const publicRoutes = (deps: OversightDeps): Route[] => [
  {
    ...everybody,
    path: '/api/v1/scenarios',
    summary: { zh: '数据共享应用场景（第二十六条）', en: 'Application scenarios of sharing (Art. 26)' },
    answers: [{ status: 200, description: 'All, newest first, retired ones too', content: json() }],
    problems: [],
    handle: (c) => scenarios(deps, c),
  },
  {
    ...everybody,
    path: '/api/v1/sharing-demand',
    summary: {
      zh: '数据共享需求清单',
      en: 'What agencies asked each other for, and where it stands',
    },
    query: pagingQuery,
    answers: [{ status: 200, description: 'A page, newest first', content: json() }],
    problems: ['invalid-request'],
    handle: (c) => demand(deps, c),
  },
];

type Work = (deps: OversightDeps, c: AppContext, actor: Actor) => Promise<Response>;

export function shareRoutes(deps: OversightDeps): Route[] {
  const as = (work: Work) => (c: AppContext) => authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    ...publicRoutes(deps),
    ...workingRoutes(as),
    {
      ...account,
      method: 'POST',
      path: '/api/v1/scenarios/commands',
      summary: {
        zh: '发布、停用应用场景（监督单位）',
        en: 'Publish a scenario, or retire one (the Bureau)',
      },
      headers: csrfParameter,
      body: () => json(scenarioBody().toJsonSchema(fallback)),
      answers: [{ status: 200, description: 'Its id', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'scenario-not-permitted',
        'scenario-unfit',
        'unknown-scenario',
        'share-overtaken',
      ],
      handle: as(order),
    },
  ];
}

/** Asking, reading, deciding. */
const workingRoutes = (as: (work: Work) => Route['handle']): Route[] => [
  {
    ...account,
    method: 'GET',
    path: '/api/v1/shares',
    summary: { zh: '本单位的数据共享', en: 'Shares of the office acted for' },
    query: shareQuery,
    answers: [{ status: 200, description: 'A page, newest first', content: json() }],
    problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
    handle: as(list),
  },
  {
    ...account,
    method: 'POST',
    path: '/api/v1/shares',
    summary: { zh: '请求共享其他单位的数据', en: 'Ask for data of another agency' },
    headers: csrfParameter,
    body: () => json(shareBody().toJsonSchema(fallback)),
    answers: [
      { status: 201, description: 'The share: granted, refused, or waiting for the Bureau', content: json() },
    ],
    problems: [
      ...bodyProblems,
      ...actingProblems,
      'share-agency-only',
      'share-unknown-dataset',
      'share-own-data',
      'share-open-already',
      'share-duty-unaccepted',
      'share-scenario-unfit',
      'share-terms-unfit',
      'too-many-shares',
    ],
    handle: as(ask),
  },
  {
    ...account,
    method: 'GET',
    path: '/api/v1/shares/{id}',
    summary: { zh: '读取一件数据共享', en: 'Read a share' },
    pathParameters: shareId,
    answers: [{ status: 200, description: 'To the offices that have a part in it', content: json() }],
    problems: [...signedInProblems, 'unknown-share'],
    handle: as(one),
  },
  {
    ...account,
    method: 'POST',
    path: '/api/v1/shares/{id}/commands',
    summary: {
      zh: '办理：出具意见、同意、不同意、撤回、撤销、交还',
      en: 'Give a command: advise, approve, refuse, withdraw, revoke, give back',
    },
    pathParameters: shareId,
    headers: csrfParameter,
    body: () => json(shareCommandBody().toJsonSchema(fallback)),
    answers: [{ status: 200, description: 'The status and the events', content: json() }],
    problems: [
      ...bodyProblems,
      ...actingProblems,
      'unknown-share',
      'share-not-permitted',
      'share-wrong-status',
      'share-not-agreed',
      'share-terms-unfit',
      'share-open-already',
      'share-unknown-dataset',
      'share-overtaken',
    ],
    handle: as(command),
  },
];
