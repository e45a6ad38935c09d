/** Which rows are granted: conditions that all hold, each a field, an operator and its values. */
import { button, fill, h } from './dom.ts';
import { type Field, field } from './fields.ts';
import { fieldTitle } from './submission.ts';
import type { Guide } from './types.ts';
import { keptApart, type RowLeft, type Unsent } from './unsent.ts';
import { deskWords, t } from './words.ts';

const words = deskWords();
type Columns = Pick<Guide, 'fields'>;

type Type = Guide['fields'][number]['type'];
type Operator = keyof typeof t.operators;

interface Row {
  readonly element: HTMLElement;
  readonly value: () => RowLeft;
}

const listed: readonly string[] = ['in', 'notin'];
const unvalued: readonly string[] = ['isnull', 'isnotnull'];
const ordering: readonly string[] = ['less', 'greater', 'strictly_less', 'strictly_greater'];

/** What can be asked of values of a type: as the interface decides it. */
function operatorsFor(type: Type): (readonly [Operator, string])[] {
  const isText = type === 'string' || type === 'geopoint';
  const isOrdered = type !== 'boolean' && type !== 'geopoint';
  return (Object.entries(t.operators) as [Operator, string][]).filter(
    ([operator]) => (operator !== 'contains' || isText) && (!ordering.includes(operator) || isOrdered),
  );
}

/** Values of `in` and `notin` are divided by commas; every other operator has one, or none. */
function valuesOf(operator: string, text: string): string[] {
  if (unvalued.includes(operator)) return [];
  const parts = listed.includes(operator) ? text.split(/[,，、]/) : [text];
  return parts.map((each) => each.trim()).filter(Boolean);
}

/** The control for the values: a date, a number, yes or no, or text. */
function valueField(id: string, type: Type, operator: string): Field {
  const one = { id, label: words.rowValues, required: true } as const;
  if (listed.includes(operator)) return field({ ...one, hint: words.rowList, longest: 4000 });
  if (type === 'boolean') return field({ ...one, kind: 'select', options: Object.entries(t.booleans) });
  if (type === 'date') return field({ ...one, kind: 'date' });
  const hints: Readonly<Record<string, string>> = words.rowHints;
  const hint = hints[type];
  return field({ ...one, longest: 1000, ...(hint !== undefined && { hint }) });
}

function conditionRow(number: number, guide: Columns, drop: (row: Row) => void, left?: RowLeft): Row {
  const typeOf = (name: string): Type => guide.fields.find((each) => each.name === name)?.type ?? 'string';
  const name = field({
    id: `row-field-${number}`,
    label: words.rowField,
    kind: 'select',
    options: guide.fields.map((each) => [each.name, fieldTitle(guide, each.name)]),
  });
  const operators = h('div');
  const values = h('div');
  let operator: Field;
  let value: Field | undefined;
  const showValue = (written = ''): void => {
    const type = typeOf(name.control.value);
    value = unvalued.includes(operator.control.value)
      ? undefined
      : valueField(`row-values-${number}`, type, operator.control.value);
    if (value && written) value.control.value = written;
    values.replaceChildren(...(value ? [value.element] : []));
  };
  const showOperators = (before?: RowLeft): void => {
    operator = field({
      id: `row-operator-${number}`,
      label: words.rowOperator,
      kind: 'select',
      options: operatorsFor(typeOf(name.control.value)),
    });
    operator.control.addEventListener('change', () => showValue());
    operators.replaceChildren(operator.element);
    if (before) operator.control.value = before.operator;
    showValue(before?.values.join(t.listComma));
  };
  name.control.addEventListener('change', () => showOperators());
  if (left) name.control.value = left.field;
  showOperators(left);
  const remove = button(t.remove, () => drop(row), 'plain');
  remove.setAttribute('aria-label', fill(words.removeRow, { n: number }));
  const row: Row = {
    element: h('div', { class: 'field-row condition' }, name.element, operators, values, remove),
    value: () => ({
      field: name.control.value,
      operator: operator.control.value,
      values: valuesOf(operator.control.value, value?.control.value ?? ''),
    }),
  };
  return row;
}

/** Keeps itself: its controls come and go. */
export function rowConditions(guide: Columns | undefined, unsent: Pick<Unsent, 'rows' | 'keepRows'>) {
  const rows: Row[] = [];
  const host = h('div', { class: 'stack' });
  let made = 0;
  const values = () => rows.map((row) => row.value());
  const keep = (): void => unsent.keepRows(values());
  const add = (whole: Columns, left?: RowLeft): void => {
    made += 1;
    const drop = (gone: Row): void => {
      rows.splice(rows.indexOf(gone), 1);
      gone.element.remove();
      keep();
      more.focus();
    };
    const row = conditionRow(made, whole, drop, left);
    rows.push(row);
    host.append(row.element);
  };
  const more = button(
    words.addRow,
    () => {
      if (!guide) return;
      add(guide);
      keep();
      rows.at(-1)?.element.querySelector('select')?.focus();
    },
    'plain',
  );
  const known = unsent.rows.filter(({ field: name }) => guide?.fields.some((each) => each.name === name));
  if (guide) for (const left of known) add(guide, left);
  const element = h(
    'fieldset',
    { class: 'choices', [keptApart]: true },
    h('legend', {}, t.grant.rows),
    h('p', { class: 'hint' }, words.rowHint),
    host,
    guide && guide.fields.length > 0 && h('p', {}, more),
  );
  for (const type of ['input', 'change']) element.addEventListener(type, keep);
  return { element, values };
}
