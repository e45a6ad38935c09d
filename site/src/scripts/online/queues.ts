/** The lists of a desk under one filter, each with its number; the filter stands in the address. */
import { get } from './api.ts';
import { fill, h, mark } from './dom.ts';
import { filterForm, isNarrowing, readFilter, withFilter } from './list-filter.ts';
import { countedList } from './lists.ts';
import type { Place } from './start.ts';
import type { ListCount } from './types.ts';
import { nameOf, t } from './words.ts';

export interface Queue {
  readonly scope: string;
  readonly title: string;
  readonly empty: string;
  /** Can also be read by due date. */
  readonly isSorted?: boolean;
  /** Is of what is late anyway, or of something else that is late. */
  readonly isOfLate?: boolean;
  /** Stands below it. */
  readonly below?: Node;
}

interface Desk {
  readonly base: string;
  readonly withAgency?: boolean;
  /** Whose datasets can be chosen; absent for all. */
  readonly agency?: string | undefined;
  readonly queues: readonly Queue[];
}

/** The filter, the numbers, and the lists. */
export async function queuesPanel(place: Place, desk: Desk): Promise<readonly Node[]> {
  const numbers = h('ul', { class: 'queue-counts', role: 'list' });
  const hosts = desk.queues.map(({ scope }) =>
    h('section', { class: 'section stack', id: `queue-${scope}` }),
  );
  const load = async (filter: URLSearchParams): Promise<void> => {
    const made = await Promise.all(desk.queues.map((queue) => oneQueue(queue, desk, filter)));
    hosts.forEach((host, index) => {
      host.replaceChildren(...(made[index]?.children ?? []));
    });
    numbers.replaceChildren(...made.map(({ link }) => h('li', {}, link)));
  };
  const filter = readFilter(location.search);
  const form = filterForm({
    base: desk.base,
    filter,
    datasets: await conditionalDatasets(desk.agency),
    apply: async (next) => {
      history.pushState(null, '', withFilter(desk.base, next));
      await load(next);
      place.say(isNarrowing(next) ? t.filter.applied : t.filter.cleared);
    },
  });
  addEventListener('popstate', () => location.reload());
  await load(filter);
  return [numbers, form, ...hosts];
}

async function oneQueue(queue: Queue, { base, withAgency = false }: Desk, filter: URLSearchParams) {
  const { scope, title, empty, isSorted, isOfLate, below } = queue;
  const narrowed = new URLSearchParams(filter);
  if (!isSorted) narrowed.delete('sort');
  if (isOfLate) narrowed.delete('overdue');
  const spec = { scope, title, base, withAgency, quiet: true, narrowed, along: filter };
  const { element, count } = await countedList({
    ...spec,
    empty: isNarrowing(narrowed) ? t.filter.none : empty,
  });
  const link = h(
    'a',
    { href: `#queue-${scope}` },
    title,
    ' ',
    h('strong', {}, count ? totalText(count) : t.none),
  );
  const heading = h('h2', {}, title, count && `${t.open}${totalText(count)}${t.close}`);
  const late = count && count.overdue > 0 && !isOfLate && h('p', {}, lateMark(count));
  return { link, children: [heading, late, element, below].filter((each) => each instanceof Node) };
}

const totalText = ({ total, isExact }: ListCount): string =>
  isExact ? String(total) : fill(t.atLeast, { n: total });
const lateMark = ({ overdue }: ListCount): HTMLElement => mark('danger', fill(t.filter.late, { n: overdue }));

interface Guides {
  readonly datasets: readonly {
    readonly dataset: string;
    readonly title: string;
    readonly titleEn?: string;
    readonly agency: string;
  }[];
}

/** Those that take applications now; an older one is found by its title. */
async function conditionalDatasets(agency: string | undefined): Promise<(readonly [string, string])[]> {
  const answer = await get<Guides>('/api/v1/service-guide/conditional-data');
  const datasets = answer.ok ? answer.data.datasets : [];
  return datasets
    .filter((each) => agency === undefined || each.agency === agency)
    .map(({ dataset: id, ...names }) => [id, nameOf({ id, ...names })]);
}
