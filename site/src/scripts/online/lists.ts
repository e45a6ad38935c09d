/** Lists of applications from the interface, page after page. */
import { get } from './api.ts';
import { statusMark } from './case-parts.ts';
import { clockMark, runningClock } from './clock.ts';
import { date, lastDay } from './dates.ts';
import { button, fill, h, mark, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import { partyText } from './submission.ts';
import type { ListCount, ListedApplication, Page } from './types.ts';
import { nameOf, t } from './words.ts';

/** A part of a list under a heading of its own. */
export interface ListGroup {
  readonly title: string;
  readonly holds: (application: ListedApplication) => boolean;
}

interface ListSpec {
  readonly title: string;
  readonly scope: string;
  readonly empty: string;
  /** Address of one case, to which `?application=` is added. */
  readonly base: string;
  readonly quiet?: boolean;
  /** With the agency that decides, where there are several. */
  readonly withAgency?: boolean;
  /** What is asked for besides, as parameters of the interface. */
  readonly narrowed?: URLSearchParams;
  /** What the addresses of cases carry along, for the way back. */
  readonly along?: URLSearchParams;
  /** Every application is in the first group that holds it; groups without any are left out. */
  readonly groups?: readonly ListGroup[];
}

export const caseAddress = (base: string, id: string, along = new URLSearchParams()): string =>
  `${base}?${new URLSearchParams([['application', id], ...along])}`;

type Listing = Page<ListedApplication> & { readonly count?: ListCount };

/** A list as a table; more rows come on demand. */
export const applicationList = async (spec: ListSpec): Promise<HTMLElement> =>
  (await countedList(spec, false)).element;

/** The same, with how many there are; without where they could not be read. */
export async function countedList(
  spec: ListSpec,
  isCounted = true,
): Promise<{ readonly element: HTMLElement; readonly count?: ListCount }> {
  const host = h('div', { class: 'stack' });
  const all: ListedApplication[] = [];
  let count: ListCount | undefined;
  const load = async (address: string): Promise<void> => {
    const answer = await get<Listing>(address);
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, () => load(address)));
    all.push(...answer.data.data);
    count ??= answer.data.count;
    const { next } = answer.data.links;
    const more = next === null ? undefined : button(t.more, () => load(next));
    host.replaceChildren(
      ...(all.length === 0 ? [h('p', { class: 'notice' }, spec.empty)] : tablesOf(spec, all)),
      ...(more ? [more] : []),
    );
  };
  const asked = new URLSearchParams([
    ['scope', spec.scope],
    ['limit', '50'],
    ...(isCounted ? [['count', 'true']] : []),
    ...(spec.narrowed ?? []),
  ]);
  await load(`/api/v1/applications?${asked}`);
  return { element: host, ...(count && { count }) };
}

function tablesOf(spec: ListSpec, all: readonly ListedApplication[]): HTMLElement[] {
  const { groups } = spec;
  if (!groups) return [tableOf(spec, all)];
  const grouped = Map.groupBy(all, (each) => groups.find(({ holds }) => holds(each)));
  return groups.flatMap((group) => {
    const own = grouped.get(group);
    return own ? [tableOf({ ...spec, title: group.title, quiet: false }, own)] : [];
  });
}

function tableOf(
  { title, base, quiet = false, withAgency = false, along }: ListSpec,
  applications: readonly ListedApplication[],
): HTMLElement {
  const { head } = t.list;
  const columns = [
    { head: head.dataset },
    { head: head.party },
    ...(withAgency ? [{ head: head.agency }] : []),
    { head: head.status, look: 'fit' },
    { head: head.due },
    { head: head.submitted, look: 'fit' },
  ] as const;
  const rows = applications.map((each) => [
    h('a', { href: caseAddress(base, each.id, along) }, nameOf(each.dataset)),
    partyText(each.party),
    ...(withAgency ? [nameOf(each.agency)] : []),
    statusMark(each.status),
    dueOf(each),
    each.submittedAt === undefined
      ? fill(t.list.saved, { date: date(each.latest.at) })
      : date(each.submittedAt),
  ]);
  const made = table(title, columns, rows, { quiet });
  made.classList.add('blocks');
  return made;
}

/** The clock that runs, the end of a grant, and who has pressed for an answer. */
function dueOf({ clocks, status, term, nudges, escalations, ...report }: ListedApplication): Node | string {
  const { reportDue, reportOverdue } = report;
  if (reportOverdue && reportDue !== undefined)
    return mark('danger', fill(t.list.reportOverdue, { date: date(reportDue) }));
  if (status === 'active' && term) return fill(t.list.until, { date: lastDay(term.until) });
  const clock = runningClock(clocks);
  if (!clock) return t.none;
  return h(
    'span',
    { class: 'dues' },
    clockMark(clock),
    nudges > 0 && mark('warning', fill(t.list.nudged, { n: nudges })),
    escalations > 0 && mark('danger', t.list.escalated),
  );
}
