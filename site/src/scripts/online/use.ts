/** Use of the data in thirty days: a chart drawn from the numbers, and the numbers behind it. */
import { formatBytes, formatNumber } from '../../format.ts';
import { get } from './api.ts';
import { date, moment } from './dates.ts';
import { details, fill, h, section, svg, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { DayOfUse, UseSums } from './types.ts';
import { t } from './words.ts';

interface Use {
  readonly from: string;
  readonly to: string;
  readonly days: readonly DayOfUse[];
  readonly total: UseSums;
  readonly keys: readonly (UseSums & {
    readonly id: string;
    readonly name: string;
    readonly lastUsedAt: string | null;
  })[];
}

const sums = (use: UseSums) => [
  formatNumber(use.requests),
  formatNumber(use.refused),
  formatNumber(use.rows),
  formatBytes(use.bytes),
];

export async function usePanel(id: string): Promise<HTMLElement> {
  const answer = await get<Use>(`/api/v1/applications/${encodeURIComponent(id)}/use`);
  if (!answer.ok) return section(t.use.title, problemNotice(answer.problem));
  const { days, total, keys, from, to } = answer.data;
  const used = days.filter(({ requests }) => requests > 0);
  const numbers = [
    { head: t.use.requests, look: 'n' },
    { head: t.use.refused, look: 'n' },
    { head: t.use.rows, look: 'n' },
    { head: t.use.bytes, look: 'n' },
  ] as const;
  const byDay = table(
    t.use.byDay,
    [{ head: t.use.day }, ...numbers],
    used.map((day) => [date(day.day), ...sums(day)]),
    { quiet: true },
  );
  const byKey = table(
    t.use.byKey,
    [{ head: t.use.key }, ...numbers, { head: t.use.last }],
    keys.map((key) => [key.name, ...sums(key), key.lastUsedAt === null ? t.none : moment(key.lastUsedAt)]),
  );
  return section(
    t.use.title,
    h(
      'p',
      {},
      fill(t.use.total, {
        from: date(from),
        to: date(to),
        n: formatNumber(total.requests),
        rows: formatNumber(total.rows),
      }),
    ),
    total.requests > 0 ? chart(days) : h('p', { class: 'notice' }, t.use.none),
    total.requests > 0 && details(t.use.behind, byDay),
    keys.length > 0 && byKey,
  );
}

const width = 600;
const height = 140;

/** Columns from zero; the refused share stands on top, hatched by a lighter strength. */
function chart(days: readonly DayOfUse[]): HTMLElement {
  const most = Math.max(...days.map(({ requests }) => requests), 1);
  const step = width / days.length;
  const column = ({ requests, refused }: DayOfUse, index: number): SVGElement => {
    const tall = (requests / most) * height;
    const bad = (refused / most) * height;
    const x = index * step + 1;
    return svg(
      'g',
      {},
      svg('rect', { class: 'fill-1', x, y: height - tall + bad, width: step - 2, height: tall - bad }),
      svg('rect', { class: 'fill-danger', x, y: height - tall, width: step - 2, height: bad }),
    );
  };
  const first = days.at(0)?.day ?? '';
  const last = days.at(-1)?.day ?? '';
  const name = fill(t.use.chart, { from: date(first), to: date(last), n: formatNumber(most) });
  return h(
    'figure',
    { class: 'figure' },
    h(
      'figcaption',
      {},
      h('span', { class: 'table-title' }, t.use.byDay),
      h('span', { class: 'figure-unit' }, fill(t.use.most, { n: formatNumber(most) })),
    ),
    svg(
      'svg',
      { class: 'chart use-chart', viewBox: `0 0 ${width} ${height + 22}`, role: 'img', 'aria-label': name },
      ...days.map(column),
      svg('line', { class: 'chart-zero', x1: 0, x2: width, y1: height, y2: height }),
      svg('text', { class: 'chart-tick', x: 0, y: height + 18 }, first),
      svg('text', { class: 'chart-tick', x: width, y: height + 18, 'text-anchor': 'end' }, last),
    ),
  );
}
