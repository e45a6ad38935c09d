/** The controls of the form, item by item of the guide; each writes into the draft as it is changed. */

import { formatNumber } from '../../format.ts';
import { attachmentInput } from './apply-attachments.ts';
import { fieldTable } from './apply-fields.ts';
import { h } from './dom.ts';
import type { Draft } from './draft.ts';
import { choices, chosen, field } from './fields.ts';
import { accessLabel } from './submission.ts';
import type { DraftForm, Guide, GuideItem, GuideItemId } from './types.ts';
import { label, t } from './words.ts';

export interface Inputs {
  readonly draft: Draft;
  readonly guide: Guide;
}

type Input = (inputs: Inputs, item: GuideItem) => HTMLElement | undefined;
const number = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);

const writing =
  (key: 'scope' | 'scenario' | 'purpose' | 'security', rows: number): Input =>
  ({ draft }, item) => {
    const { element, control } = field({
      id: item.id,
      label: label(t.items, item.id),
      quiet: true,
      kind: 'textarea',
      rows,
      ...(item.maximum !== undefined && { longest: item.maximum * 2 }),
      value: draft.form()[key] ?? '',
    });
    const count = h('p', { class: 'hint count' });
    const tell = (): void => {
      const { length } = [...control.value.trim()];
      const { maximum } = item;
      count.textContent = formatNumber(length) + (maximum === undefined ? '' : ` / ${formatNumber(maximum)}`);
      count.classList.toggle('field-problem', maximum !== undefined && length > maximum);
    };
    control.addEventListener('input', () => {
      tell();
      draft.change({ [key]: control.value });
    });
    tell();
    element.append(count);
    return element;
  };

const contact: Input = ({ draft }) => {
  const given = draft.form().contact ?? {};
  const one = (key: 'name' | 'phone' | 'email', kind: 'text' | 'tel' | 'email') => {
    const { element, control } = field({
      id: `contact-${key}`,
      label: t.contact[key],
      kind,
      value: given[key] ?? '',
      longest: { name: 100, phone: 30, email: 200 }[key],
      autocomplete: key === 'phone' ? 'tel' : key,
    });
    control.addEventListener('input', () =>
      draft.change({ contact: { ...draft.form().contact, [key]: control.value } }),
    );
    return element;
  };
  return h('div', { class: 'field-row' }, one('name', 'text'), one('phone', 'tel'), one('email', 'email'));
};

const ticks = (
  legend: string,
  name: string,
  options: readonly (readonly [string, string])[],
  given: readonly string[],
  change: (values: string[]) => void,
): HTMLElement => {
  const group = choices(
    name,
    legend,
    'checkbox',
    options.map(([value, text]) => ({ value, label: text, checked: given.includes(value) })),
    true,
  );
  group.addEventListener('change', () => change(chosen(group, name)));
  return group;
};

const access: Input = ({ draft, guide }) => {
  const given = draft.form().access ?? [];
  // What was chosen once and is not to be had any more can be taken back.
  const kinds = [...new Set([...guide.access, ...given])];
  return ticks(
    t.items.access,
    'access',
    kinds.map((kind) => [kind, accessLabel(kind, guide)]),
    given,
    (values) => draft.change({ access: values as NonNullable<DraftForm['access']> }),
  );
};

const undertakings: Input = ({ draft, guide }) =>
  ticks(
    t.items.undertakings,
    'undertakings',
    guide.undertakings.map((id) => [id, label(t.undertakings, id)]),
    draft.form().undertakings ?? [],
    (values) => draft.change({ undertakings: values }),
  );

const frequency: Input = ({ draft }, item) => {
  const given = draft.form().frequency ?? {};
  const cycles = [['', t.choose], ...Object.entries(t.cycles)] as const;
  const cycle = field({
    id: 'frequency-cycle',
    label: t.cycle,
    kind: 'select',
    options: cycles,
    value: given.cycle ?? '',
  });
  const perDay = field({
    id: 'frequency-day',
    label: t.requestsPerDay,
    kind: 'number',
    minimum: item.minimum,
    maximum: item.maximum,
    value: String(given.requestsPerDay ?? ''),
  });
  const change = (): void => {
    const requestsPerDay = number(perDay.control.value);
    const chosenCycle = cycle.control.value as NonNullable<DraftForm['frequency']>['cycle'] | '';
    draft.change({
      frequency: {
        ...(chosenCycle && { cycle: chosenCycle }),
        ...(requestsPerDay !== undefined && { requestsPerDay }),
      },
    });
  };
  cycle.control.addEventListener('change', change);
  perDay.control.addEventListener('input', change);
  return h('div', { class: 'field-row' }, cycle.element, perDay.element);
};

const term: Input = ({ draft }, { minimum, maximum }) => {
  const { element, control } = field({
    id: 'term',
    label: t.termMonths,
    quiet: true,
    kind: 'number',
    minimum,
    maximum,
    value: String(draft.form().term ?? ''),
  });
  control.addEventListener('input', () => draft.change({ term: number(control.value) }));
  return element;
};

/** Nothing is asked for what the sign-in knows (Art. 32); reasons stand beside the fields. */
export const inputs: Readonly<Record<GuideItemId, Input>> = {
  applicant: () => undefined,
  contact,
  fields: fieldTable,
  'field-reasons': () => h('p', { class: 'hint' }, t.reasonsAbove),
  scope: writing('scope', 3),
  scenario: writing('scenario', 5),
  purpose: writing('purpose', 5),
  access,
  frequency,
  term,
  security: writing('security', 7),
  undertakings,
  attachments: attachmentInput,
};
