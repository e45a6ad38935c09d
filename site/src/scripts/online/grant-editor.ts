/** The terms of a grant: preset with what was asked, never beyond it (Art. 26, 45). */
import { h } from './dom.ts';
import { choices, chosen, type FieldSpec, field } from './fields.ts';
import { rowConditions } from './row-conditions.ts';
import { fieldTitle } from './submission.ts';
import type { ApplicationView } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export function grantEditor({ application, guide }: ApplicationView) {
  const form = application.rounds.at(-1)?.form;
  const asked = form?.fields ?? [];
  const fields = choices(
    'grant-fields',
    words.grantFields,
    'checkbox',
    asked.map(({ name, reason }) => ({
      value: name,
      label: `${fieldTitle(guide, name)} ${name}`,
      checked: true,
      ...(reason && { hint: reason }),
    })),
  );
  const access = choices(
    'grant-access',
    t.grant.access,
    'checkbox',
    (form?.access ?? []).map((kind) => ({ value: kind, label: label(t.access, kind), checked: true })),
  );
  const perDay = form?.frequency.requestsPerDay ?? 1;
  const number = (id: string, legend: string, value: number, maximum: number, required = true) =>
    ({
      id,
      label: legend,
      kind: 'number',
      minimum: 1,
      maximum,
      value: String(value),
      required,
    }) satisfies FieldSpec;
  const numbers = [
    number('per-day', words.perDay, perDay, perDay),
    number('per-month', words.perMonth, Math.min(perDay * 31, 31_000_000), 31_000_000),
    number('rate-requests', words.rateRequests, 10, 10_000),
    number('rate-seconds', words.rateSeconds, 1, 3600),
    number('months', words.months, form?.term ?? 1, form?.term ?? 24),
    number('report-months', words.reportMonths, Math.min(3, form?.term ?? 3), 24),
  ].map(field);
  const purpose = field({
    id: 'grant-purpose',
    label: t.grant.purpose,
    kind: 'textarea',
    value: form?.purpose ?? '',
    required: true,
  });
  const rows = rowConditions(guide);
  const element = h(
    'div',
    { class: 'stack grant-editor' },
    asked.length > 0 && fields,
    rows.element,
    access,
    h('div', { class: 'field-row' }, ...numbers.map((each) => each.element)),
    purpose.element,
  );
  const value = (id: string): number =>
    Number(numbers.find(({ control }) => control.id === id)?.control.value);
  const terms = () => ({
    fields: chosen(element, 'grant-fields'),
    rows: rows.values(),
    access: chosen(element, 'grant-access'),
    quota: { perDay: value('per-day'), perMonth: value('per-month') },
    rate: { requests: value('rate-requests'), seconds: value('rate-seconds') },
    purpose: purpose.control.value.trim(),
    months: value('months'),
    reportEveryMonths: value('report-months'),
  });
  return { element, terms };
}
