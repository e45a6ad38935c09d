/** The single requests of one day: when, with which key, what was answered. */
import { formatBytes, formatNumber } from '../../format.ts';
import { get } from './api.ts';
import { button, h, table } from './dom.ts';
import { field } from './fields.ts';
import { problemNotice } from './problem.ts';
import type { Page, UseLine } from './types.ts';
import { label, t } from './words.ts';

interface Spec {
  readonly id: string;
  /** Days that can be asked for. */
  readonly from: string;
  readonly to: string;
  /** The day that is shown first. */
  readonly latest: string;
  /** Names of the keys by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads nothing before it is asked to. */
export function requestsPanel({ id, from, to, latest, names }: Spec): HTMLElement {
  const day = field({
    id: 'use-day',
    label: t.use.day,
    kind: 'date',
    minimum: from,
    maximum: to,
    value: latest,
  });
  const host = h('div', { class: 'stack', 'aria-live': 'polite' });
  const load = async (address: string, before: readonly UseLine[]): Promise<void> => {
    const answer = await get<Page<UseLine>>(address);
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, () => load(address, before)));
    const all = [...before, ...answer.data.data];
    const { next } = answer.data.links;
    host.replaceChildren(
      all.length > 0 ? linesTable(all, names) : h('p', { class: 'notice' }, t.use.noneThatDay),
      ...(next === null ? [] : [button(t.more, () => load(next, all))]),
    );
  };
  const show = button(t.use.show, () => {
    const asked = new URLSearchParams({ day: day.control.value || latest });
    return load(`/api/v1/applications/${encodeURIComponent(id)}/use/requests?${asked}`, []);
  });
  return h('div', { class: 'stack' }, h('div', { class: 'asking' }, day.element, show), host);
}

/** `14:05:09` in China. */
const timeOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 19);

/** What was asked for, by the last part of the documented address. */
const routeText = (route: string): string => {
  const kinds: readonly string[] = Object.keys(t.use.routes);
  const kind = kinds.find((each) => route.includes(`/${each}`));
  return kind === undefined ? route : label(t.use.routes, kind);
};

const statusText = ({ status, cut, times }: UseLine): string =>
  (status < 400 ? t.use.given : `${label(t.use.refusals, String(status))}${t.open}${status}${t.close}`) +
  (cut ? t.use.cut : '') +
  (times === undefined ? '' : ` × ${formatNumber(times)}`);

function linesTable(lines: readonly UseLine[], names: ReadonlyMap<string, string>): HTMLElement {
  return table(
    t.use.single,
    [
      { head: t.use.time, look: 'fit' },
      { head: t.use.key },
      { head: t.use.route, look: 'fit' },
      { head: t.use.answer },
      { head: t.use.rows, look: 'n' },
      { head: t.use.bytes, look: 'n' },
    ],
    lines.map((line) => [
      timeOf(line.at),
      names.get(line.key) ?? t.none,
      routeText(line.route),
      statusText(line),
      formatNumber(line.rows),
      formatBytes(line.bytes),
    ]),
    { quiet: true },
  );
}
