/** What waits for the office, the first due first; of every office for those who oversee. */
import type { Task } from '../../../../functions/service/monitoring/tasks.ts';
import { get } from './api.ts';
import { date } from './dates.ts';
import { fill, h, mark, section, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import { agencyName, nameOf, pagePath, t } from './words.ts';

const words = t.dueTasks;

interface Answer {
  readonly data: readonly Task[];
  readonly meta: { readonly total: number; readonly overdue: number };
}

export async function tasksPanel({ withAgency = false } = {}): Promise<HTMLElement> {
  const answer = await get<Answer>('/api/v1/tasks?limit=100');
  if (!answer.ok) return section(words.title, problemNotice(answer.problem));
  const { data, meta } = answer.data;
  if (data.length === 0) return section(words.title, h('p', { class: 'notice' }, words.empty));
  const { what, kind, agency, due } = words.head;
  const heads = [kind, what, ...(withAgency ? [agency] : []), due].map((head) => ({ head }));
  const rows = data.map((task) => [
    h('a', { href: pagePath(task.page) }, words.kinds[task.kind]),
    datasetOf(task),
    ...(withAgency ? [agencyName(task.agency)] : []),
    dueOf(task),
  ]);
  const made = table(words.title, heads, rows, { quiet: true });
  made.classList.add('blocks');
  return section(words.title, h('p', { class: 'quiet' }, fill(words.count, { ...meta })), made);
}

function datasetOf({ dataset }: Task): string {
  if (!dataset) return t.none;
  const { id, title, titleEn } = dataset;
  return nameOf({ id, ...(title !== null && { title }), ...(titleEn !== null && { titleEn }) });
}

function dueOf({ dueOn, overdue }: Task): HTMLElement | string {
  if (dueOn === null) return words.noDue;
  return overdue ? mark('danger', fill(words.late, { date: date(dueOn) })) : date(dueOn);
}
