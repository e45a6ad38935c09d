/** Labelled controls with hint and error, joined for screen readers. */
import { fill, h } from './dom.ts';
import { t } from './words.ts';

export interface FieldSpec {
  readonly id: string;
  readonly label: string;
  /** The heading above says it: the label is for screen readers. */
  readonly quiet?: boolean;
  readonly hint?: string;
  readonly kind?: 'text' | 'tel' | 'email' | 'number' | 'textarea' | 'date' | 'select';
  readonly value?: string;
  readonly required?: boolean;
  /** Of a number, or of a date. */
  readonly minimum?: number | string | undefined;
  readonly maximum?: number | string | undefined;
  /** Characters. */
  readonly longest?: number;
  readonly shortest?: number;
  readonly rows?: number;
  readonly autocomplete?: string;
  /** Of a `select`. */
  readonly options?: readonly (readonly [value: string, text: string])[];
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export interface Field {
  readonly element: HTMLElement;
  readonly control: Control;
}

/** As the interface takes texts of commands. */
const longestText = 4000;
const longestLine = 200;

export function field(spec: FieldSpec): Field {
  const { id, hint } = spec;
  const described = [hint !== undefined && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
  const control = controlOf(spec, {
    id,
    name: id,
    'aria-describedby': described,
    required: spec.required,
    'data-shortest': spec.shortest,
    autocomplete: spec.autocomplete ?? 'off',
  });
  if (spec.value !== undefined) control.value = spec.value;
  const error = h('div', { class: 'field-error', id: `${id}-error` });
  // A complaint goes away as soon as something is done about it.
  control.addEventListener('input', () => {
    if (error.childElementCount === 0) return;
    error.replaceChildren();
    control.removeAttribute('aria-invalid');
  });
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: id, class: spec.quiet ? 'visually-hidden' : undefined }, spec.label),
    hint !== undefined && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    control,
    error,
  );
  return { element, control };
}

function controlOf(spec: FieldSpec, common: Parameters<typeof h>[1]): Control {
  const { kind = 'text', minimum, maximum, options = [] } = spec;
  if (kind === 'select')
    return h('select', common, ...options.map(([key, text]) => h('option', { value: key }, text)));
  if (kind === 'textarea')
    return h('textarea', { ...common, rows: spec.rows ?? 4, maxlength: spec.longest ?? longestText });
  const isRange = kind === 'number' || kind === 'date';
  return h('input', {
    ...common,
    type: kind,
    inputmode: kind === 'number' ? 'numeric' : undefined,
    ...(isRange ? { min: minimum, max: maximum } : { maxlength: spec.longest ?? longestLine }),
  });
}

/** Says in the page's own language what is missing or out of range; true when nothing is. Goes to the first fault. */
export function areFilled(controls: readonly Control[]): boolean {
  const wrong = controls.filter((control) => complain(control, faultOf(control)));
  if (wrong[0]) unfold(wrong[0]);
  wrong[0]?.focus();
  return wrong.length === 0;
}

/** Opens whatever is folded around `element`, so that it can take the focus. */
export function unfold(element: Element): void {
  for (let box = element.closest('details'); box; box = box.parentElement?.closest('details') ?? null)
    box.open = true;
}

function faultOf(control: Control): string {
  const { validity, value, required } = control;
  if (validity.badInput) return t.fault.badInput;
  if (required && value.trim() === '') return t.fault.missing;
  const shortest = Number(control.dataset.shortest ?? 0);
  if (value !== '' && value.trim().length < shortest) return fill(t.fault.short, { n: shortest });
  if (validity.valid) return '';
  const { min = '', max = '' } = control instanceof HTMLInputElement ? control : {};
  if (validity.rangeUnderflow || validity.rangeOverflow)
    return min && max ? fill(t.fault.between, { min, max }) : fill(t.fault.bound, { bound: min || max });
  return t.fault.badInput;
}

/** Writes `fault` beside the control; whether there is one. */
function complain(control: Control, fault: string): boolean {
  const host = document.getElementById(`${control.id}-error`);
  host?.replaceChildren(...(fault === '' ? [] : [h('p', { class: 'field-problem' }, fault)]));
  if (fault === '') control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
  return fault !== '';
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
