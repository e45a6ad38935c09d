/** What a decision would say, before it is taken. */
import type { Actor } from '../domain/actor.ts';
import { applicationBody, applicationBodySchema } from '../domain/application-command.ts';
import { applicationRefusals } from '../domain/application-refusals.ts';
import type { ProblemCode } from '../problem.ts';
import type { ApplicationService } from '../service/application/application.ts';
import { decidingTypes, isDeciding } from '../service/application/decision-texts.ts';
import { invalidRequest } from './answer.ts';
import { refusalTold } from './application-answers.ts';
import { actingProblems, applicationParameter } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { tell } from './publication-answers.ts';
import type { Route } from './route.ts';

const mostBytes = 192 * 1024;

async function preview(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, applicationBody, mostBytes);
  if ('refused' in read) return read.refused;
  const { value: body } = read;
  if (!isDeciding(body))
    return invalidRequest(c, [{ field: 'type', message: `must be one of ${decidingTypes.join(', ')}` }]);
  const result = await service.preview({ id: c.req.param('id') ?? '', actor, body });
  if (result.outcome === 'refused') return tell(c, refusalTold(result.refusal));
  return c.json({ documents: result.documents }, 200, { 'Cache-Control': 'no-store' });
}

const refusals = Object.keys(applicationRefusals) as readonly ProblemCode[];

export function applicationPreviewRoutes(deps: WorkflowDeps, service: ApplicationService): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/applications/{id}/preview',
      tag: 'applications',
      auth: 'bearer',
      isOpenData: false,
      summary: { zh: '预览决定书和协议', en: 'Preview a decision and its agreement' },
      description: {
        zh: '按照 approve、reject 或者 revoke 的内容生成文书全文，不编号、不记录；不能作出的决定以同样的理由拒绝。',
        en: 'The texts that `approve`, `reject` or `revoke` with this body would make; numbers and records nothing, and is refused as the command would be.',
      },
      pathParameters: applicationParameter,
      headers: actingForHeader,
      body: () => ({ 'application/json': applicationBodySchema(decidingTypes) }),
      answers: [
        {
          status: 200,
          description: 'Each document as text and in blocks',
          content: { 'application/json': {} },
        },
      ],
      problems: ['invalid-request', 'unsupported-media-type', 'too-large', ...actingProblems, ...refusals],
      handle: (c) => authenticated(deps, c, (actor) => preview(service, c, actor)),
    },
  ];
}
