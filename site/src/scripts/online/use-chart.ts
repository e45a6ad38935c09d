/** Requests day by day, drawn from the numbers: scale, unit, key and days are text beside the drawing. */
import { formatNumber } from '../../format.ts';
import { date } from './dates.ts';
import { fill, h, svg } from './dom.ts';
import type { DayOfUse } from './types.ts';
import { t } from './words.ts';

/** Units of the drawing; it is stretched to the width of the page. */
const height = 100;
const column = 10;

/** Columns from zero; the refused share stands on top, in another colour, named in the key and told in the table. */
export function useChart(days: readonly DayOfUse[]): HTMLElement {
  const most = Math.max(...days.map(({ requests }) => requests), 1);
  const top = evenTop(most);
  const width = days.length * column;
  const [from, to] = [date(days.at(0)?.day ?? ''), date(days.at(-1)?.day ?? '')];
  const across = (y: number) => svg('line', { x1: 0, x2: width, y1: y, y2: y });
  const drawing = svg(
    'svg',
    {
      class: 'use-chart',
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': fill(t.use.chart, { from, to, n: formatNumber(most) }),
    },
    across(0),
    across(height / 2),
    ...days.map((day, index) => bar(day, index, top)),
  );
  const scale = [top, top / 2, 0].map((number) => h('span', { class: 'num' }, formatNumber(number)));
  return h(
    'figure',
    { class: 'figure' },
    h(
      'figcaption',
      {},
      h('span', { class: 'table-title' }, t.use.byDay),
      h('span', { class: 'figure-unit' }, t.use.unit),
    ),
    key(),
    h(
      'div',
      { class: 'use-plot' },
      h('div', { class: 'use-scale quiet', 'aria-hidden': 'true' }, ...scale),
      drawing,
      h('p', { class: 'use-days quiet', 'aria-hidden': 'true' }, h('span', {}, from), h('span', {}, to)),
    ),
  );
}

function bar({ requests, refused }: DayOfUse, index: number, top: number): SVGElement {
  const tall = (requests / top) * height;
  const bad = (refused / top) * height;
  const at = { x: index * column + 1, width: column - 2 };
  return svg(
    'g',
    {},
    svg('rect', { class: 'fill-1', ...at, y: height - tall + bad, height: tall - bad }),
    svg('rect', { class: 'fill-danger', ...at, y: height - tall, height: bad }),
  );
}

/** What the two fills stand for, in the order of the stack, the upper one first. */
function key(): HTMLElement {
  const parts = [
    ['fill-danger', t.use.refused],
    ['fill-1', t.use.succeeded],
  ] as const;
  const sign = (look: string) =>
    svg(
      'svg',
      { class: 'key-mark', 'aria-hidden': 'true' },
      svg('rect', { class: look, width: '100%', height: '100%' }),
    );
  return h(
    'ul',
    { class: 'key', 'aria-label': t.use.legend },
    ...parts.map(([look, text]) => h('li', {}, sign(look), text)),
  );
}

/** The least round number that holds `most` and has a whole half: 2, 4, 6, 10, 20, 40, … */
function evenTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most - 1, 1)));
  return [2, 4, 6, 10, 20].map((step) => step * power).find((step) => step >= most) ?? most;
}
