/** A report of what was done with the data, and what came of it (Art. 30). */
import { dayOf } from '../../format.ts';
import { commandForm } from './command-form.ts';
import { h } from './dom.ts';
import type { ApplicationView } from './types.ts';
import { pageWords } from './words.ts';

const words = pageWords<'my'>();

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function reportForm({ id, application, asOf }: ApplicationView, done: () => unknown): HTMLElement {
  const { term, reports, revocation, ended } = application;
  const first = term && dayOf(term.from);
  // Days on which the grant had effect, and which have passed or are today by the clock of the platform.
  const end = dayOf(revocation?.at ?? ended?.at ?? asOf);
  const last = term && [dayOf(new Date(Date.parse(term.until) - 1).toISOString()), end].sort()[0];
  const told = reports
    .map(({ to }) => to)
    .sort()
    .at(-1);
  const next = told && last && told < last ? dayAfter(told) : first;
  const day = { kind: 'date', minimum: first, maximum: last, required: true } as const;
  const text = { kind: 'textarea', required: true } as const;
  return commandForm({
    id,
    submit: words.reportNow,
    fields: [
      { id: 'from', label: words.reportFrom, ...day, value: next ?? '' },
      { id: 'to', label: words.reportTo, ...day, value: last ?? '' },
      { id: 'use', label: words.reportUse, ...text },
      { id: 'outcome', label: words.reportOutcome, ...text },
    ],
    lacks: () => {
      const [from, to] = ['from', 'to'].map((each) => document.querySelector<HTMLInputElement>(`#${each}`));
      return from && to && from.value > to.value
        ? h('p', { class: 'field-problem' }, words.reportOrder)
        : undefined;
    },
    body: ({ from, to, use, outcome }) => ({ type: 'report-use', report: { from, to, use, outcome } }),
    done,
  });
}
