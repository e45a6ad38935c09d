/** How well the agencies do (Art. 22), for everybody; and what waits for an office, for its officials. */

import type { MonitoringDeps } from '../service/monitoring/matters.ts';
import {
  type AgencyMonitoring,
  createMonitoring,
  type MonitoringService,
} from '../service/monitoring/monitoring.ts';
import { openWorkingCalendar } from '../service/working-calendar.ts';
import { invalidRequest, problem } from './answer.ts';
import { signedInProblems } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const agencyParameter = text(100, { zh: '只要这个部门的', en: 'Only of this agency' });
const figuresQuery = {
  agency: agencyParameter,
  region: text(6, { zh: '只要这个地区（GB/T 2260 代码）的', en: 'Only of this region (GB/T 2260 code)' }),
  limit: wholeNumber(
    { min: 1, max: 1000, fallback: 100 },
    { zh: '数据集个数，写明部门时有效', en: 'Datasets, where an agency is named' },
  ),
  offset: wholeNumber(
    { min: 0, max: 1_000_000, fallback: 0 },
    { zh: '跳过的数据集个数', en: 'Datasets to leave out first' },
  ),
};
const tasksQuery = {
  agency: agencyParameter,
  limit: wholeNumber({ min: 1, max: 500, fallback: 100 }, { zh: '条数', en: 'Entries' }),
};

/** Shared caches may tell it for a moment: it is the same for everybody. */
const shortly = { 'Cache-Control': 'public, max-age=5' } as const;

async function figures(service: MonitoringService, c: AppContext): Promise<Response> {
  const read = readParameters(c.req.url, figuresQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { agency: id, region, limit = 100, offset = 0 } = read.values;
  const { at, year, total, regions, agencies } = await service.all();
  const isWanted = ({ agency }: AgencyMonitoring): boolean =>
    (id === undefined || agency.id === id) && (region === undefined || agency.region === region);
  const wanted = agencies.filter(isWanted);
  if (wanted.length === 0 && (id !== undefined || region !== undefined))
    return unknownOffice(c, { id, region });
  if (id === undefined) {
    const shown = regions.filter((each) => region === undefined || each.region === region);
    const data = { agencies: wanted, regions: shown, ...(region === undefined && { total }) };
    return c.json({ data, meta: { at, year } }, 200, shortly);
  }
  const { datasets, total: all } = await service.datasets(id, { limit, offset });
  return c.json({ data: { agencies: wanted, datasets }, meta: { at, year, total: all } }, 200, shortly);
}

function unknownOffice(
  c: AppContext,
  { id, region }: { id: string | undefined; region: string | undefined },
): Response {
  const field = id === undefined ? 'region' : 'agency';
  const value = id ?? region ?? '';
  return invalidRequest(c, [{ field, message: `no agency of the catalogue: ${value.slice(0, 100)}` }]);
}

async function tasks(
  service: MonitoringService,
  c: AppContext,
  actor: Parameters<MonitoringService['tasks']>[0]['actor'],
): Promise<Response> {
  const read = readParameters(c.req.url, tasksQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { agency, limit = 100 } = read.values;
  const result = await service.tasks({ actor, limit, ...(agency !== undefined && { agency }) });
  if (result.outcome === 'not-permitted') return problem(c, 'not-your-list');
  const { tasks: data, total, overdue } = result;
  return c.json({ data, meta: { total, overdue } }, 200, notKept);
}

export function monitoringRoutes(deps: OversightDeps): Route[] {
  const { calendar = openWorkingCalendar(deps) } = deps;
  const monitored: MonitoringDeps = { ...deps, calendar };
  const service = createMonitoring(monitored);
  const json = { 'application/json': {} };
  return [
    {
      method: 'GET',
      path: '/api/v1/monitoring',
      tag: 'monitoring',
      auth: 'none',
      isOpenData: true,
      summary: { zh: '各部门、各地区开放情况', en: 'How well agencies and regions do' },
      description: {
        zh: '数量、质量、更新状态、使用、诉求和申请、时限遵守情况（第二十二条）；写明部门时列出其数据集，逾期最久的在前。由事件实时计算，没有个人信息。',
        en: 'Quantity, quality, update state, use, what was brought before the offices, clocks met and missed (Art. 22); with an agency its datasets, most overdue first. Counted from events as they stand; no personal datum.',
      },
      query: figuresQuery,
      answers: [{ status: 200, description: 'Figures as they stand, to five seconds', content: json }],
      problems: ['invalid-request'],
      handle: (c) => figures(service, c),
    },
    {
      method: 'GET',
      path: '/api/v1/tasks',
      tag: 'monitoring',
      auth: 'bearer',
      isOpenData: false,
      summary: { zh: '本单位待办，按到期日', en: 'What waits for the office, by due date' },
      description: {
        zh: '申请、投诉举报、需求、咨询、纠错、逾期的使用报告、到期要更新的数据集；监督和审计人员看各单位的。',
        en: 'Applications, complaints, requests, questions, corrections, overdue reports of use, datasets due for an update; of every agency for supervisors and auditors.',
      },
      query: tasksQuery,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'Tasks, the first due first', content: json }],
      problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
      handle: (c) => authenticated(deps, c, (actor) => tasks(service, c, actor)),
    },
  ];
}
