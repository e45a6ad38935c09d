/** Which rows are granted: conditions that all hold, each a field, an operator and its values. */
import { button, h } from './dom.ts';
import { field, select } from './fields.ts';
import { fieldTitle } from './submission.ts';
import type { Guide } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

interface Row {
  readonly element: HTMLElement;
  readonly value: () => {
    readonly field: string;
    readonly operator: string;
    readonly values: readonly string[];
  };
}

/** Values of `in` and `notin` are divided by commas; every other operator has one, or none. */
function valuesOf(operator: string, text: string): string[] {
  if (operator === 'isnull' || operator === 'isnotnull') return [];
  return operator === 'in' || operator === 'notin'
    ? text
        .split(/[,，]/)
        .map((each) => each.trim())
        .filter(Boolean)
    : [text.trim()];
}

export function rowConditions(guide: Guide | undefined) {
  const rows: Row[] = [];
  const host = h('div', { class: 'stack' });
  let made = 0;
  const add = (): void => {
    made += 1;
    const name = select(
      `row-field-${made}`,
      words.rowField,
      (guide?.fields ?? []).map((each) => [each.name, fieldTitle(guide, each.name)]),
    );
    const operator = select(`row-operator-${made}`, words.rowOperator, Object.entries(t.operators));
    const values = field({ id: `row-values-${made}`, label: words.rowValues });
    const remove = button(
      t.remove,
      () => {
        rows.splice(rows.indexOf(row), 1);
        element.remove();
        more.focus();
      },
      'plain',
    );
    const element = h('div', { class: 'field-row' }, name.element, operator.element, values.element, remove);
    const row: Row = {
      element,
      value: () => ({
        field: name.control.value,
        operator: operator.control.value,
        values: valuesOf(operator.control.value, values.control.value),
      }),
    };
    rows.push(row);
    host.append(element);
    name.control.focus();
  };
  const more = button(words.addRow, add, 'plain');
  const element = h(
    'fieldset',
    { class: 'choices' },
    h('legend', {}, t.grant.rows),
    h('p', { class: 'hint' }, words.rowHint),
    host,
    h('p', {}, more),
  );
  return { element, values: () => rows.map((row) => row.value()) };
}
