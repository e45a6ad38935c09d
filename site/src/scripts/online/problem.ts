/** What was refused or failed, in words, with everything that is to be mended and a way on. */
import type { Problem } from './api.ts';
import { moment } from './dates.ts';
import { button, fill, h } from './dom.ts';
import { label, t, words } from './words.ts';

/** A defect in the language of the page: the interface's own words are English. */
export function defectText({
  code,
  message,
  allowed,
  path,
}: {
  code: string;
  message: string;
  allowed?: string;
  path: string;
}): string {
  if (words.locale === 'en') return `${path}: ${message}${allowed ? ` (${allowed})` : ''}`;
  const told = label(t.defects, code);
  if (code === 'undertaking-missing') return `${told}${t.colon}${label(t.undertakings, allowed ?? '')}`;
  const range = allowed
    ?.replace(/at least (\d+)/, '至少 $1')
    .replace(/at most (\d+)/, '至多 $1')
    .replace(/characters/, '字');
  return range ? `${told}${fill(t.allowed, { allowed: range })}` : told;
}

/** An alert, read out when it appears. */
export function problemNotice(problem: Problem, again?: () => unknown): HTMLElement {
  const told = words.problems[problem.code];
  const { defects = [], items = [], errors = [], happened } = problem;
  const lines = [
    ...defects.map(
      (defect) => (defect.item ? `${label(t.items, defect.item)}${t.colon}` : '') + defectText(defect),
    ),
    ...items.map((item) => label(t.items, item)),
    ...errors.map(({ field, message }) => `${field}${t.colon}${message}`),
  ];
  return h(
    'div',
    { class: 'notice danger', role: 'alert' },
    h('p', {}, h('strong', {}, told?.title ?? problem.title ?? t.offline.title)),
    h('p', {}, told?.advice ?? problem.detail ?? t.offline.text),
    lines.length > 0 && h('ul', {}, ...lines.map((line) => h('li', {}, line))),
    happened !== undefined &&
      h('p', {}, `${t.happened}${t.colon}${label(t.events, happened.type)}, ${moment(happened.at)}`),
    again && h('p', {}, button(t.again, again)),
  );
}
