/** What an applicant has submitted before and can take over (Art. 32). */
import type { Actor } from '../domain/actor.ts';
import type { ApplicationService } from '../service/application/application.ts';
import { invalidRequest } from './answer.ts';
import { refusalTold } from './application-answers.ts';
import { partyAsked, signedInProblems } from './applications.ts';
import { actingForHeader, authenticated, partyUndecided } from './authenticated.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { readParameters, text } from './parameters.ts';
import { tell } from './publication-answers.ts';
import type { Route } from './route.ts';

const query = {
  party: text(18, {
    zh: '申请人：self（本人）或者统一社会信用代码；不写即所代表的',
    en: 'The applicant: `self`, or a credit code; whom the request acts for when absent',
  }),
};

async function reusable(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, query);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const party = partyAsked(actor, read.values.party);
  if (party === undefined) return partyUndecided(c, actor);
  const result = await service.reusable({ actor, party });
  if (result.outcome === 'refused') return tell(c, refusalTold(result.refusal));
  const { outcome: _told, ...answers } = result;
  return c.json(answers, 200, { 'Cache-Control': 'no-store' });
}

export function applicationReuseRoutes(deps: WorkflowDeps, service: ApplicationService): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/applications/reusable',
      tag: 'applications',
      auth: 'bearer',
      isOpenData: false,
      summary: { zh: '以前提交过、可以沿用的内容', en: 'What was submitted before and can be taken over' },
      description: {
        zh: '申请人最近十件已提交的申请中的联系人、安全措施和附件；附件以 POST /applications/{id}/attachments 沿用，不必重新上传（《办法》第三十二条）。',
        en: 'Contact, security measures and files of the latest ten submitted applications of the applicant; a file is taken over with POST /applications/{id}/attachments, without uploading it again (Art. 32).',
      },
      query,
      headers: actingForHeader,
      answers: [
        {
          status: 200,
          description:
            'The latest `contact` and `security`, and every file in `attachments`, each with its source',
          content: { 'application/json': {} },
        },
      ],
      problems: ['invalid-request', ...signedInProblems, 'not-your-party', 'party-undecided'],
      handle: (c) => authenticated(deps, c, (actor) => reusable(service, c, actor)),
    },
  ];
}
