/** The terms of a grant: preset with what was asked, never beyond it (Art. 26, 45). */
import { formatNumber } from '../../format.ts';
import { fill, h } from './dom.ts';
import { choices, chosen, type FieldSpec, field } from './fields.ts';
import { rowConditions } from './row-conditions.ts';
import { fieldTitle } from './submission.ts';
import type { ApplicationView } from './types.ts';
import { label, pageWords, words as site, t } from './words.ts';

const words = pageWords<'desk'>();

/** As the interface takes them. */
const most = { perMonth: 31_000_000, requests: 10_000, seconds: 3600, months: 24 } as const;

const wholeNumber = (id: string, legend: string, value: number, maximum: number): FieldSpec => ({
  id,
  label: legend,
  hint: fill(t.upTo, { n: formatNumber(maximum) }),
  kind: 'number',
  minimum: 1,
  maximum,
  value: String(value),
  required: true,
});

export function grantEditor({ application, guide }: ApplicationView) {
  const form = application.rounds.at(-1)?.form;
  const asked = form?.fields ?? [];
  const fields = choices(
    'grant-fields',
    words.grantFields,
    'checkbox',
    asked.map(({ name, reason }) => {
      const sensitivity = guide?.fields.find((each) => each.name === name)?.sensitivity ?? 'public';
      const about = [
        sensitivity === 'public' ? '' : label(site.sensitivity, sensitivity),
        reason ? `${words.why}${t.colon}${reason}` : '',
      ].filter(Boolean);
      return {
        value: name,
        label: fieldTitle(guide, name),
        checked: true,
        ...(about.length > 0 && { hint: about.join(t.comma) }),
      };
    }),
  );
  const access = choices(
    'grant-access',
    t.grant.access,
    'checkbox',
    (form?.access ?? []).map((kind) => ({ value: kind, label: label(t.access, kind), checked: true })),
  );
  const perDay = form?.frequency.requestsPerDay ?? 1;
  const term = form?.term ?? most.months;
  const numbers = [
    wholeNumber('per-day', words.perDay, perDay, perDay),
    wholeNumber('per-month', words.perMonth, Math.min(perDay * 31, most.perMonth), most.perMonth),
    wholeNumber('rate-requests', words.rateRequests, 10, most.requests),
    wholeNumber('rate-seconds', words.rateSeconds, 1, most.seconds),
    wholeNumber('months', words.months, term, term),
    wholeNumber('report-months', words.reportMonths, Math.min(3, term), most.months),
  ].map(field);
  const purpose = field({
    id: 'grant-purpose',
    label: t.grant.purpose,
    kind: 'textarea',
    longest: 2000,
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
  /** What no grant can be without, in words. */
  const lack = (): string | undefined => {
    const { fields: granted, access: ways, quota } = terms();
    if (asked.length > 0 && granted.length === 0) return words.lack.fields;
    if (ways.length === 0) return words.lack.access;
    return quota.perMonth < quota.perDay ? words.lack.quota : undefined;
  };
  return { element, terms, lack };
}
