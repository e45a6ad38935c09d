/** Labelled controls with hint and error, joined for screen readers. */
import { h } from './dom.ts';

export interface FieldSpec {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind?: 'text' | 'tel' | 'email' | 'number' | 'textarea' | 'date';
  readonly value?: string;
  readonly required?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly rows?: number;
  readonly autocomplete?: string;
}

export type Control = HTMLInputElement | HTMLTextAreaElement;
export interface Field {
  readonly element: HTMLElement;
  readonly control: Control;
}

export function field(spec: FieldSpec): Field {
  const { id, kind = 'text', hint, value = '' } = spec;
  const common = {
    id,
    name: id,
    'aria-describedby': [hint !== undefined && `${id}-hint`, `${id}-error`].filter(Boolean).join(' '),
    required: spec.required,
    autocomplete: spec.autocomplete ?? 'off',
  };
  const control =
    kind === 'textarea'
      ? h('textarea', { ...common, rows: spec.rows ?? 4 })
      : h('input', {
          ...common,
          type: kind,
          min: kind === 'number' ? spec.minimum : undefined,
          max: kind === 'number' ? spec.maximum : undefined,
        });
  control.value = value;
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, spec.label),
    hint !== undefined && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    control,
    h('div', { class: 'field-error', id: `${id}-error` }),
  );
  return { element, control };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

/** A group of check boxes or radio buttons with its legend. */
export function choices(
  name: string,
  legend: string,
  kind: 'checkbox' | 'radio',
  options: readonly Choice[],
  quiet = false,
): HTMLFieldSetElement {
  return h(
    'fieldset',
    { class: 'choices' },
    h('legend', { class: quiet ? 'visually-hidden' : undefined }, legend),
    ...options.map(({ value, label, hint, checked, disabled }) =>
      h(
        'label',
        { class: 'choice' },
        h('input', { type: kind, name, value, checked, disabled }),
        h('span', {}, label, hint !== undefined && h('span', { class: 'hint' }, ` ${hint}`)),
      ),
    ),
  );
}

export const chosen = (host: ParentNode, name: string): string[] =>
  [...host.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]:checked`)].map(
    ({ value }) => value,
  );

export function select(
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  value = '',
) {
  const control = h(
    'select',
    { id, name: id },
    ...options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)),
  );
  return { element: h('div', { class: 'field' }, h('label', { for: id }, label), control), control };
}
