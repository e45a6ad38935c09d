/** Lists of applications from the interface, page after page. */
import { get } from './api.ts';
import { statusMark } from './case-parts.ts';
import { clockMark, runningClock } from './clock.ts';
import { date } from './dates.ts';
import { button, h, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import { partyText } from './submission.ts';
import type { ListedApplication, Page } from './types.ts';
import { nameOf, t } from './words.ts';

interface ListSpec {
  readonly title: string;
  readonly scope: string;
  readonly empty: string;
  /** Address of one case, to which `?application=` is added. */
  readonly base: string;
  readonly quiet?: boolean;
}

export const caseAddress = (base: string, id: string): string =>
  `${base}?application=${encodeURIComponent(id)}`;

/** A list as a table; more rows come on demand. */
export async function applicationList(spec: ListSpec): Promise<HTMLElement> {
  const host = h('div', { class: 'stack' });
  const all: ListedApplication[] = [];
  const load = async (address: string): Promise<void> => {
    const answer = await get<Page<ListedApplication>>(address);
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, () => load(address)));
    all.push(...answer.data.data);
    const { next } = answer.data.links;
    const more = next === null ? undefined : button(t.more, () => load(next));
    host.replaceChildren(
      all.length === 0 ? h('p', { class: 'notice' }, spec.empty) : tableOf(spec, all),
      ...(more ? [more] : []),
    );
  };
  await load(`/api/v1/applications?scope=${spec.scope}&limit=50`);
  return host;
}

function tableOf({ title, base, quiet }: ListSpec, applications: readonly ListedApplication[]): HTMLElement {
  const { head } = t.list;
  const columns = [
    { head: head.dataset },
    { head: head.party },
    { head: head.status, look: 'fit' },
    { head: head.due },
    { head: head.submitted, look: 'fit' },
  ] as const;
  const rows = applications.map(({ id, dataset, party, status, clocks, submittedAt }) => {
    const clock = runningClock(clocks);
    return [
      h('a', { href: caseAddress(base, id) }, nameOf(dataset)),
      partyText(party),
      statusMark(status),
      clock ? clockMark(clock) : t.none,
      submittedAt === undefined
        ? t.none
        : date(new Date(Date.parse(submittedAt) + 8 * 3_600_000).toISOString()),
    ];
  });
  return table(title, columns, rows, { quiet: quiet ?? false });
}
