/** Each agency in numbers: what waits, what is late, what was escalated, what was decided. */
import { get } from './api.ts';
import { h, mark, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { ListedApplication, Page } from './types.ts';
import { nameOf, pageWords } from './words.ts';

const words = pageWords<'supervise'>();
/** Pages of a hundred that are counted; beyond, the note says so. */
const mostPages = 20;

export async function agencyFigures(): Promise<HTMLElement> {
  const all: ListedApplication[] = [];
  let next: string | null = '/api/v1/applications?scope=all&limit=100';
  for (let page = 0; next !== null && page < mostPages; page += 1) {
    const answer: Awaited<ReturnType<typeof get<Page<ListedApplication>>>> =
      await get<Page<ListedApplication>>(next);
    if (!answer.ok) return problemNotice(answer.problem);
    all.push(...answer.data.data);
    next = answer.data.links.next;
  }
  if (all.length === 0) return h('p', { class: 'notice' }, words.allEmpty);
  const columns = [
    { head: words.head.agency },
    ...[words.head.open, words.head.overdue, words.head.escalated, words.head.decided, words.head.active].map(
      (head) => ({ head, look: 'n' as const }),
    ),
  ];
  const rows = [...Map.groupBy(all, ({ agency }) => agency.id).values()]
    .map(figuresOf)
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open);
  return table(
    words.agencies,
    columns,
    rows.map((row) => [
      row.agency,
      row.open,
      row.overdue > 0 ? mark('danger', String(row.overdue)) : 0,
      row.escalated,
      row.decided,
      row.active,
    ]),
    { quiet: true, ...(next !== null && { note: words.countedNote }) },
  );
}

function figuresOf(applications: readonly ListedApplication[]) {
  const count = (test: (each: ListedApplication) => boolean): number => applications.filter(test).length;
  const [first] = applications;
  return {
    agency: first ? nameOf(first.agency) : '',
    open: count(({ status }) => status === 'submitted' || status === 'accepted'),
    overdue: count(({ overdue }) => overdue),
    escalated: count(({ escalations }) => escalations > 0),
    decided: count(({ decision }) => decision !== undefined),
    active: count(({ status }) => status === 'active'),
  };
}
