/** Each agency in numbers, counted by the platform from all applications. */
import type { AgencyFigures } from '../../../../functions/service/application/agency-figures.ts';
import { get } from './api.ts';
import { h, mark, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import { nameOf, pageWords, t } from './words.ts';

const words = pageWords<'supervise'>();

export async function agencyFigures(): Promise<HTMLElement> {
  const answer = await get<{ readonly data: readonly AgencyFigures[] }>('/api/v1/application-figures');
  if (!answer.ok) return problemNotice(answer.problem);
  const { data } = answer.data;
  if (data.length === 0) return h('p', { class: 'notice' }, words.allEmpty);
  const { agency, ...numbers } = words.head;
  const columns = [{ head: agency }, ...Object.values(numbers).map((head) => ({ head, look: 'n' as const }))];
  return table(words.agencies, columns, data.map(cellsOf), { quiet: true });
}

/** In the order of the heads. */
const cellsOf = (figures: AgencyFigures) => [
  nameOf(figures.agency),
  figures.submitted,
  figures.open,
  figures.overdue > 0 ? mark('danger', String(figures.overdue)) : 0,
  figures.escalated,
  figures.decided,
  figures.meanWorkingDays === null ? t.none : figures.meanWorkingDays.toFixed(1),
  figures.active,
  figures.reportsOverdue > 0 ? mark('danger', String(figures.reportsOverdue)) : 0,
];
