/** Lists of objections, on the page of objections and at the desks. */
import type { PublicObjection } from '../../../../functions/domain/objection-public.ts';
import type { ListedObjection, PublicList } from '../../../../functions/service/objection/lists.ts';
import { get } from './api.ts';
import { date } from './dates.ts';
import { fill, h, mark, section, table } from './dom.ts';
import { clockMarks, o, statusMark } from './objection-parts.ts';
import { problemNotice } from './problem.ts';
import { nameOf, t } from './words.ts';

export type Listed = PublicObjection &
  Pick<ListedObjection, 'names'> &
  Partial<Pick<ListedObjection, 'overdue'>>;

/** `address` of one objection. */
export function objectionTable(
  title: string,
  listed: readonly Listed[],
  address: (id: string) => string,
): HTMLElement {
  const { head } = o;
  const columns = [
    { head: head.dataset },
    { head: head.kind, look: 'fit' },
    { head: head.status, look: 'fit' },
    { head: head.filed, look: 'fit' },
    { head: head.clocks },
    { head: head.outcome },
  ] as const;
  const rows = listed.map((each) => [
    h('a', { href: address(each.id) }, nameOf(each.names.dataset)),
    o.kinds[each.kind],
    statusMark(each),
    date(each.filedAt),
    clockMarks(each),
    each.outcome === undefined ? t.none : o.outcome[each.outcome],
  ]);
  const made = table(title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

interface Asked {
  readonly title: string;
  readonly query: string;
  readonly empty: string;
  readonly address: (id: string) => string;
}

/** The public list, or an office's own. */
export async function objectionPanel({ title, query, empty, address }: Asked): Promise<HTMLElement> {
  const answer = await get<{ readonly data: readonly Listed[] } & Partial<PublicList>>(
    `/api/v1/objections?${query}`,
  );
  if (!answer.ok) return section(title, problemNotice(answer.problem));
  const { data, figures } = answer.data;
  const late = data.filter(({ overdue }) => overdue).length;
  return section(
    title,
    figures && h('p', { class: 'quiet' }, fill(o.figures, figures)),
    !figures && late > 0 && h('p', {}, mark('danger', fill(o.late, { n: late }))),
    data.length === 0 ? h('p', { class: 'notice' }, empty) : objectionTable(title, data, address),
  );
}
