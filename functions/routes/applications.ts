/** Applications for conditional data (Art. 28): begin, fill in, submit, review, decide, sign, and follow. */
import { createHash } from 'node:crypto';
import { type } from 'arktype';
import { type Actor, oneself } from '../domain/actor.ts';
import { applicationBody, applicationBodySchema } from '../domain/application-command.ts';
import { draftForm } from '../domain/application-form.ts';
import { applicationRefusals } from '../domain/application-refusals.ts';
import { slug } from '../domain/dataset-names.ts';
import { once } from '../domain/once.ts';
import type { ProblemCode } from '../problem.ts';
import type { ApplicationService } from '../service/application/application.ts';
import { commandTold, precheckTold, refusalTold } from './application-answers.ts';
import { listApplications, listQuery } from './application-list.ts';
import { actingForHeader, authenticated, partyUndecided } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { idempotencyHeader, idempotent, keyProblems } from './idempotent.ts';
import { tell } from './publication-answers.ts';
import type { Route } from './route.ts';

/** A form has at most 128 KiB, and its command a little around it. */
const mostBytes = 192 * 1024;

const noStore = { 'Cache-Control': 'no-store' } as const;
export const signedInProblems = ['unauthenticated', 'identity-unavailable', 'foreign-organisation'] as const;
export const actingProblems = [...signedInProblems, 'cross-site-request', 'csrf-token-invalid'] as const;
const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;

export const applicationParameter = {
  id: {
    description: { zh: '申请编号', en: 'Id of the application' },
    json: { type: 'string', pattern: '^app_[0-9A-HJKMNP-TV-Z]{26}$' },
  },
};

const draft = once(() =>
  type({
    '+': 'reject',
    dataset: slug,
    /** `self`, or a credit code; whom the request acts for when absent. */
    'party?': '1 <= string <= 18',
    'form?': draftForm(),
  }),
);

/** The form of an application that there is: its dataset, its party and its guide are known. */
const nextForm = once(() => type({ '+': 'reject', application: '1 <= string <= 64', 'form?': draftForm() }));
const precheckBody = once(() => draft().or(nextForm()));

/** For whom: as the body says, or else the request; undefined when that is open. */
export const partyAsked = (actor: Actor, party: string | undefined): string | undefined =>
  party ?? (actor.isUndecided ? undefined : (actor.actingFor?.creditCode ?? oneself));

const fingerprint = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

async function begin(
  deps: WorkflowDeps,
  service: ApplicationService,
  c: AppContext,
  actor: Actor,
): Promise<Response> {
  const read = await readBody(c, draft(), mostBytes);
  if ('refused' in read) return read.refused;
  const { dataset, form = {} } = read.value;
  const party = partyAsked(actor, read.value.party);
  if (party === undefined) return partyUndecided(c, actor);
  return idempotent(deps, c, actor, `begin ${fingerprint(read.value)}`, async () =>
    commandTold(await service.begin({ actor, dataset, party, form }), 201),
  );
}

async function precheck(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, precheckBody(), mostBytes);
  if ('refused' in read) return read.refused;
  const { form = {}, ...of } = read.value;
  if ('application' in of) return tell(c, precheckTold(await service.precheck({ actor, form, ...of })));
  const party = partyAsked(actor, of.party);
  if (party === undefined) return partyUndecided(c, actor);
  return tell(c, precheckTold(await service.precheck({ actor, form, dataset: of.dataset, party })));
}

async function one(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const view = await service.read(c.req.param('id') ?? '', actor);
  const code = 'unknown-application';
  return view
    ? c.json(view, 200, noStore)
    : tell(c, refusalTold({ code, message: applicationRefusals[code] }));
}

async function command(
  deps: WorkflowDeps,
  service: ApplicationService,
  c: AppContext,
  actor: Actor,
): Promise<Response> {
  const read = await readBody(c, applicationBody, mostBytes);
  if ('refused' in read) return read.refused;
  const { value: body } = read;
  const id = c.req.param('id') ?? '';
  return idempotent(deps, c, actor, `application ${fingerprint(id, body)}`, async () =>
    commandTold(await service.command({ id, actor, body })),
  );
}

const draftProblems = ['no-applications', 'not-your-party', 'credit-code', 'form-too-large'] as const;
const commandProblems: readonly ProblemCode[] = [
  ...(Object.keys(applicationRefusals) as (keyof typeof applicationRefusals)[]),
  'application-overtaken',
  'application-full',
  'too-many-submissions',
  'unknown-agency',
  'attachment-not-uploaded',
  'signature-refused',
];
const json = (schema: object = {}) => ({ 'application/json': schema });

export function applicationRoutes(deps: WorkflowDeps, service: ApplicationService): Route[] {
  const shared = { tag: 'applications', auth: 'bearer', isOpenData: false } as const;
  const { id } = applicationParameter;
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications',
      summary: { zh: '申请列表', en: 'List applications' },
      query: listQuery,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'A page, with clocks as they stand now', content: json() }],
      problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
      handle: (c) => authenticated(deps, c, (actor) => listApplications(service, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/applications',
      summary: { zh: '开始申请，保存草稿', en: 'Begin an application with a draft' },
      headers: { ...actingForHeader, ...idempotencyHeader },
      body: () => json(draft().toJsonSchema({ fallback: (context) => context.base })),
      answers: [{ status: 201, description: 'The id of the new application', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        ...keyProblems,
        ...draftProblems,
        'party-undecided',
        'attachment-not-uploaded',
      ],
      handle: (c) => authenticated(deps, c, (actor) => begin(deps, service, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/applications/precheck',
      summary: { zh: '提交前检查（一次性告知）', en: 'Check a form before submitting it' },
      description: {
        zh: '一次列出全部形式缺陷，每条对应办事指南的一个事项；不保存。已有的申请写明 application，以首次提交时的办事指南为准。',
        en: 'Lists every formal defect at once, each tied to an item of the guide; stores nothing. For an application that there is, name it as `application`: the guide of its first submission holds.',
      },
      headers: actingForHeader,
      body: () => json(precheckBody().toJsonSchema({ fallback: (context) => context.base })),
      answers: [
        { status: 200, description: 'Whether the form is complete, and all defects', content: json() },
      ],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'no-applications',
        'not-your-party',
        'party-undecided',
        'unknown-application',
        'not-permitted',
        'own-application',
        'wrong-status',
      ],
      handle: (c) => authenticated(deps, c, (actor) => precheck(service, c, actor)),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}',
      // `precheck` and `reusable` are no ids.
      pattern: '/api/v1/applications/:id{(?!(?:precheck|reusable)$)[^/]+}',
      summary: { zh: '读取一件申请', en: 'Read an application' },
      pathParameters: { id },
      headers: actingForHeader,
      answers: [
        {
          status: 200,
          description: 'The application, its clocks, history and possible commands',
          content: json(),
        },
      ],
      problems: [...signedInProblems, 'unknown-application'],
      handle: (c) => authenticated(deps, c, (actor) => one(service, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/applications/{id}/commands',
      summary: { zh: '办理：保存、提交、退回、受理、决定、签署等', en: 'Give a command' },
      pathParameters: { id },
      headers: { ...actingForHeader, ...idempotencyHeader },
      body: () => json(applicationBodySchema()),
      answers: [{ status: 200, description: 'The status and the events', content: json() }],
      problems: [...bodyProblems, ...actingProblems, ...keyProblems, ...commandProblems],
      handle: (c) => authenticated(deps, c, (actor) => command(deps, service, c, actor)),
    },
  ];
}
