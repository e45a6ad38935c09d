/** The work of every agency in numbers, for those who oversee it (Art. 5). */
import type { ApplicationService } from '../service/application/application.ts';
import { problem } from './answer.ts';
import { signedInProblems } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import type { WorkflowDeps } from './deps.ts';
import type { Route } from './route.ts';

export function applicationFigureRoutes(deps: WorkflowDeps, service: ApplicationService): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/application-figures',
      tag: 'applications',
      auth: 'bearer',
      isOpenData: false,
      summary: { zh: '各部门办理情况', en: 'Figures of each agency' },
      description: {
        zh: '每个部门的提交、办理中、超期、督办、已决定、授权有效的件数和平均办理工作日，由全部申请计算；供监督和审计人员查阅。',
        en: 'Submitted, open, overdue, escalated, decided, active and mean working days of each agency, counted from all applications; for supervisors and auditors.',
      },
      headers: actingForHeader,
      answers: [
        { status: 200, description: 'Agencies, most overdue first', content: { 'application/json': {} } },
      ],
      problems: [...signedInProblems, 'not-your-list'],
      handle: (c) =>
        authenticated(deps, c, async (actor) => {
          const data = await service.figures(actor);
          return data ? c.json({ data }, 200, { 'Cache-Control': 'no-store' }) : problem(c, 'not-your-list');
        }),
    },
  ];
}
