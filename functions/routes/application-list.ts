/** Lists of applications over HTTP: narrowed, counted, page after page. */
import type { Actor } from '../domain/actor.ts';
import { applicationStatuses } from '../domain/application-state.ts';
import type { ApplicationService } from '../service/application/application.ts';
import { listScopes, listSorts } from '../service/application/lists.ts';
import { invalidRequest, problem } from './answer.ts';
import type { AppContext } from './deps.ts';
import { choice, flag, readParameters, text, wholeNumber } from './parameters.ts';

export const listQuery = {
  scope: choice(listScopes, {
    zh: 'mine 我的；queue 待本部门办理，按期限；agency 本部门全部；opinions 征求本部门意见；all 全部；overdue 超期；agency-reports、all-reports 使用报告逾期（本部门、全部）',
    en: '`mine`; `queue`: waiting for the agency, by due date; `agency`: all of it; `opinions`: asked of it; `all`; `overdue`; `agency-reports`, `all-reports`: report of use overdue',
  }),
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  status: choice(
    applicationStatuses.filter((status) => status !== 'new'),
    { zh: '只要这个状态', en: 'Only of this status' },
  ),
  dataset: text(100, { zh: '只要这个数据集', en: 'Only for this dataset' }),
  q: text(200, {
    zh: '申请人、统一社会信用代码、数据集标题、部门、申请编号或者决定书编号中的文字',
    en: 'Words in the applicant, its credit code, the title of the dataset, the agency, or the number of application or decision',
  }),
  overdue: flag({ zh: '只要部门超期的', en: 'Only those for which the agency is late' }),
  sort: choice(listSorts, {
    zh: 'due：agency 和 all 只列办理中的，最先到期的在前',
    en: '`due`: of `agency` and `all` only those under a clock, the first due first',
  }),
  count: flag({
    zh: '统计件数和超期件数（至多看 2000 件）',
    en: 'Tell how many there are, and how many are overdue (looks at 2000 at most)',
  }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};

/** One page of the list that is asked for, to whom it belongs. */
export async function listApplications(
  service: ApplicationService,
  c: AppContext,
  actor: Actor,
): Promise<Response> {
  const read = readParameters(c.req.url, listQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { scope = 'mine', limit = 20, cursor, q: words, count, sort, ...narrow } = read.values;
  const filter = { ...narrow, ...(words !== undefined && { words }) };
  const from = { ...(cursor !== undefined && { cursor }), ...(sort && { sort }), ...(count && { count }) };
  const result = await service.list({ actor, scope, limit, filter, ...from });
  if (result.outcome === 'not-permitted') return problem(c, 'not-your-list');
  if (result.outcome === 'bad-cursor')
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const told = { data: result.applications, ...(result.count && { count: result.count }) };
  const next = result.cursor === undefined ? null : nextPage(c, { scope, limit }, result.cursor);
  return c.json({ ...told, links: { next } }, 200, { 'Cache-Control': 'no-store' });
}

/** The same question from `cursor` on; what was counted once is not counted again. */
function nextPage(
  c: AppContext,
  { scope, limit }: { readonly scope: string; readonly limit: number },
  cursor: string,
): string {
  const next = new URL(`${c.var.portalUrl}/api/v1/applications`);
  const asked = [...new URL(c.req.url).searchParams].filter(([name]) => narrowing.includes(name));
  next.search = new URLSearchParams([
    ['scope', scope],
    ['limit', `${limit}`],
    ...asked,
    ['cursor', cursor],
  ]).toString();
  return next.href;
}

const narrowing = ['status', 'dataset', 'q', 'overdue', 'sort'];
