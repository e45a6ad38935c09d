/** Choosing fields: each with its sensitivity, and a reason where it is asked for (Art. 26, 45). */

import type { Inputs } from './apply-inputs.ts';
import { fill, h, mark, table } from './dom.ts';
import { field } from './fields.ts';
import { fieldTitle, sensitivityMark } from './submission.ts';
import type { Guide } from './types.ts';
import { label, t, words } from './words.ts';

type GuideField = Guide['fields'][number];

/** As the interface takes it; the guide says the same. */
const longestReason = 500;

export function fieldTable(inputs: Inputs): HTMLElement {
  const { draft, guide } = inputs;
  const count = h('p', { class: 'quiet', role: 'status' });
  const tell = (): void => {
    count.textContent = fill(t.fieldTable.count, {
      n: draft.form().fields?.length ?? 0,
      of: guide.fields.filter(({ available }) => available).length,
    });
  };
  const rows = guide.fields.map((each) => {
    const told = each.available ? sensitivityMark(each.sensitivity) : mark('danger', t.fieldTable.closed);
    return [choiceOf(inputs, each, tell), h('code', {}, each.name), label(words.fieldType, each.type), told];
  });
  const { head } = t.fieldTable;
  const columns = [
    { head: head.field },
    { head: head.name, look: 'fit' },
    { head: head.type, look: 'fit' },
    { head: head.sensitivity, look: 'fit' },
  ] as const;
  tell();
  const made = table(t.items.fields, columns, rows, { quiet: true, note: t.fieldTable.note });
  made.classList.add('blocks');
  return h('div', { class: 'field-table' }, made, count);
}

/** The box of a field, and below it the reason while it is chosen. */
function choiceOf(inputs: Inputs, each: GuideField, tell: () => void): HTMLElement {
  const { draft, guide } = inputs;
  const { name, available, needsReason } = each;
  const reason = needsReason && available ? reasonInput(inputs, each) : undefined;
  const isWanted = (draft.form().fields ?? []).some((wanted) => wanted.name === name);
  const box = h('input', {
    type: 'checkbox',
    name: 'fields',
    value: name,
    checked: isWanted,
    disabled: !available,
  });
  const showReason = (): void => {
    if (reason) reason.element.hidden = !box.checked;
  };
  box.addEventListener('change', () => {
    const others = (draft.form().fields ?? []).filter((wanted) => wanted.name !== name);
    const given = reason?.control.value;
    const order = guide.fields.map((field) => field.name);
    const next = box.checked ? [...others, { name, ...(given && { reason: given }) }] : others;
    draft.change({ fields: next.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)) });
    showReason();
    tell();
  });
  showReason();
  const title = h('label', { class: 'choice' }, box, h('span', {}, fieldTitle(guide, name)));
  return h('div', {}, title, reason?.element);
}

function reasonInput({ draft, guide }: Inputs, { name }: GuideField) {
  const made = field({
    id: `reason-${name}`,
    label: `${t.fieldTable.reason}${t.colon}${fieldTitle(guide, name)}`,
    kind: 'textarea',
    rows: 2,
    longest: longestReason,
    value: (draft.form().fields ?? []).find((wanted) => wanted.name === name)?.reason ?? '',
  });
  made.control.addEventListener('input', () =>
    draft.change({
      fields: (draft.form().fields ?? []).map((wanted) =>
        wanted.name === name ? { name, reason: made.control.value } : wanted,
      ),
    }),
  );
  return made;
}
