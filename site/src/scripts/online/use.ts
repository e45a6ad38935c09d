/** Use of the data in thirty days: a chart drawn from the numbers, the numbers behind it, and the single requests. */
import { formatBytes, formatNumber } from '../../format.ts';
import { get } from './api.ts';
import { date, moment } from './dates.ts';
import { details, fill, h, section, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { DayOfUse, UseSums } from './types.ts';
import { useChart } from './use-chart.ts';
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
    { quiet: true, note: t.use.unused },
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
    total.requests > 0 ? useChart(days) : h('p', { class: 'notice' }, t.use.none),
    total.requests > 0 && details(t.use.behind, byDay),
    keys.length > 0 && byKey,
    details(t.use.single, requestsPanel({ id, from, to, latest, names })),
  );
}
