/**
 * The terms of a grant beside what was asked, never beyond it (Art. 26, 45). Preset is what was asked; of fields, none
 * that are sensitive: whoever grants those does it field by field.
 */
import { formatNumber } from '../../format.ts';
import { fill, h, table } from './dom.ts';
import { choices, chosen, type FieldSpec, field } from './fields.ts';
import { rowConditions } from './row-conditions.ts';
import { accessLabel, fieldTitle, sensitivityMark } from './submission.ts';
import type { ApplicationView } from './types.ts';
import type { Unsent } from './unsent.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

/** As the interface takes them. */
const most = { perMonth: 31_000_000, requests: 10_000, seconds: 3600, months: 24 } as const;

const wholeNumber = (
  id: string,
  legend: string,
  [value, maximum]: readonly [number, number],
  about: string,
): FieldSpec => ({
  id,
  label: legend,
  hint: `${about}${t.comma}${fill(t.upTo, { n: formatNumber(maximum) })}`,
  kind: 'number',
  minimum: 1,
  maximum,
  value: String(value),
  required: true,
});

/** Every field that was asked for, with its sensitivity and the reason given, and whether it is granted. */
function fieldChoice({ application, guide }: ApplicationView): HTMLElement {
  const asked = application.rounds.at(-1)?.form.fields ?? [];
  const rows = asked.map(({ name, reason }) => {
    const known = guide?.fields.find((each) => each.name === name);
    const box = h('input', {
      type: 'checkbox',
      name: 'grant-fields',
      value: name,
      checked: !known?.needsReason,
    });
    return [
      h('label', { class: 'choice' }, box, h('span', {}, fieldTitle(guide, name))),
      known ? sensitivityMark(known.sensitivity) : t.none,
      h('span', { class: 'as-written' }, reason ?? t.none),
    ];
  });
  const { grant, sensitivity } = words.grantTable;
  const columns = [{ head: grant }, { head: sensitivity, look: 'fit' }, { head: words.why }] as const;
  const shown = table(words.grantFields, columns, rows, { note: words.grantNote });
  shown.classList.add('blocks');
  const told = h('p', { class: 'quiet', 'aria-live': 'polite' });
  const tell = (): void => {
    const granted = chosen(shown, 'grant-fields');
    const refused = asked.filter(({ name }) => !granted.includes(name));
    const names = refused.map(({ name }) => fieldTitle(guide, name)).join(t.listComma);
    const counted = fill(words.grantCount, { asked: asked.length, granted: granted.length });
    told.textContent = names ? `${counted}${t.comma}${fill(words.notGranted, { names })}` : counted;
  };
  shown.addEventListener('input', tell);
  tell();
  return h('div', { class: 'stack' }, shown, told);
}

function numberFields({ application }: ApplicationView) {
  const form = application.rounds.at(-1)?.form;
  const perDay = form?.frequency.requestsPerDay ?? 1;
  const term = form?.term ?? most.months;
  const asked = (n: number): string => fill(words.askedFor, { n: formatNumber(n) });
  const { derived, platform } = words;
  return [
    wholeNumber('per-day', words.perDay, [perDay, perDay], asked(perDay)),
    wholeNumber('per-month', words.perMonth, [Math.min(perDay * 31, most.perMonth), most.perMonth], derived),
    wholeNumber('rate-requests', words.rateRequests, [10, most.requests], platform),
    wholeNumber('rate-seconds', words.rateSeconds, [1, most.seconds], platform),
    wholeNumber('months', words.months, [term, term], asked(term)),
    wholeNumber('report-months', words.reportMonths, [Math.min(3, term), most.months], platform),
  ].map(field);
}

export function grantEditor(view: ApplicationView, unsent: Unsent) {
  const { application, guide } = view;
  const form = application.rounds.at(-1)?.form;
  const hasFields = (form?.fields ?? []).length > 0;
  const access = choices(
    'grant-access',
    t.grant.access,
    'checkbox',
    (form?.access ?? [])
      .filter((kind) => guide?.access.includes(kind) ?? true)
      .map((kind) => ({ value: kind, label: accessLabel(kind, guide), checked: true })),
  );
  const numbers = numberFields(view);
  const purpose = field({
    id: 'grant-purpose',
    label: t.grant.purpose,
    hint: words.purposeHint,
    kind: 'textarea',
    longest: 2000,
    value: form?.purpose ?? '',
    required: true,
  });
  const rows = rowConditions(guide, unsent);
  const element = h(
    'div',
    { class: 'stack grant-editor' },
    hasFields && fieldChoice(view),
    h('p', {}, fill(words.askedRows, { scope: form?.scope || t.allRows })),
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
    if (hasFields && granted.length === 0) return words.lack.fields;
    if (ways.length === 0) return words.lack.access;
    return quota.perMonth < quota.perDay ? words.lack.quota : undefined;
  };
  return { element, terms, lack };
}
