/** Use of the data in thirty days: a chart drawn from the numbers, the numbers behind it, and the single requests. */
import { formatBytes, formatNumber } from '../../format.ts';
import { get } from './api.ts';
import { date, moment } from './dates.ts';
import { details, fill, h, section, svg, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { DayOfUse, UseSums } from './types.ts';
import { requestsPanel } from './use-requests.ts';
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
    [{ head: t.use.key }, ...numbers, { head: t.use.last, look: 'fit' }],
    keys.map((key) => [key.name, ...sums(key), key.lastUsedAt === null ? t.none : moment(key.lastUsedAt)]),
  );
  const totals = fill(t.use.total, {
    from: date(from),
    to: date(to),
    n: formatNumber(total.requests),
    rows: formatNumber(total.rows),
  });
  const names = new Map(keys.map((key) => [key.id, key.name]));
  const latest = used.at(-1)?.day ?? to;
  return section(
    t.use.title,
    h('p', {}, totals),
    total.requests > 0 ? chart(days) : h('p', { class: 'notice' }, t.use.none),
    total.requests > 0 && details(t.use.behind, byDay),
    keys.length > 0 && byKey,
    details(t.use.single, requestsPanel({ id, from, to, latest, names })),
  );
}

/** Units of the drawing; it is stretched to the width of the page, and its words stand beside it as text. */
const height = 100;
const column = 10;

/** Columns from zero; the refused share stands on top, in another colour and told in the table. */
function chart(days: readonly DayOfUse[]): HTMLElement {
  const most = Math.max(...days.map(({ requests }) => requests), 1);
  const width = days.length * column;
  const bar = ({ requests, refused }: DayOfUse, index: number): SVGElement => {
    const tall = (requests / most) * height;
    const bad = (refused / most) * height;
    const at = { x: index * column + 1, width: column - 2 };
    return svg(
      'g',
      {},
      svg('rect', { class: 'fill-1', ...at, y: height - tall + bad, height: tall - bad }),
      svg('rect', { class: 'fill-danger', ...at, y: height - tall, height: bad }),
    );
  };
  const [from, to] = [date(days.at(0)?.day ?? ''), date(days.at(-1)?.day ?? '')];
  const name = fill(t.use.chart, { from, to, n: formatNumber(most) });
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
      {
        class: 'use-chart',
        viewBox: `0 0 ${width} ${height}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': name,
      },
      ...days.map(bar),
    ),
    h('p', { class: 'use-days quiet', 'aria-hidden': 'true' }, h('span', {}, from), h('span', {}, to)),
  );
}
