/** Choosing fields: each with its sensitivity, and a reason where it is asked for (Art. 26, 45). */

import type { Inputs } from './apply-inputs.ts';
import { h, mark, table } from './dom.ts';
import { field } from './fields.ts';
import { fieldTitle } from './submission.ts';
import type { Guide } from './types.ts';
import { label, t, words } from './words.ts';

type GuideField = Guide['fields'][number];

export function fieldTable({ draft, guide }: Inputs): HTMLElement {
  const rows = guide.fields.map((each) => {
    const { name, type, sensitivity, available, needsReason } = each;
    const reason = needsReason && available ? reasonInput({ draft, guide }, each) : undefined;
    const box = h('input', {
      type: 'checkbox',
      name: 'fields',
      value: name,
      checked: isWanted({ draft, guide }, name),
      disabled: !available,
    });
    box.addEventListener('change', () => {
      const others = (draft.form().fields ?? []).filter((wanted) => wanted.name !== name);
      const order = guide.fields.map((field) => field.name);
      const next = box.checked ? [...others, { name }] : others;
      draft.change({ fields: next.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)) });
      if (reason) reason.hidden = !box.checked;
    });
    if (reason) reason.hidden = !box.checked;
    const title = h(
      'label',
      { class: 'choice' },
      box,
      h('span', {}, fieldTitle(guide, name), ' ', h('code', {}, name)),
    );
    const tone = sensitivity === 'public' ? 'accent' : sensitivity === 'personal' ? 'danger' : 'warning';
    const told = available
      ? mark(tone, label(words.sensitivity, sensitivity))
      : mark('danger', t.fieldTable.closed);
    return [h('div', {}, title, reason), label(words.fieldType, type), told];
  });
  const { head } = t.fieldTable;
  const columns = [
    { head: head.field },
    { head: head.type, look: 'fit' },
    { head: head.sensitivity, look: 'fit' },
  ] as const;
  return table(t.items.fields, columns, rows, { quiet: true, note: t.fieldTable.note });
}

const isWanted = ({ draft }: Inputs, name: string): boolean =>
  (draft.form().fields ?? []).some((wanted) => wanted.name === name);

function reasonInput({ draft, guide }: Inputs, { name }: GuideField): HTMLElement {
  const given = (draft.form().fields ?? []).find((wanted) => wanted.name === name)?.reason ?? '';
  const { element, control } = field({
    id: `reason-${name}`,
    label: `${t.fieldTable.reason}${t.colon}${fieldTitle(guide, name)}`,
    kind: 'textarea',
    rows: 2,
    value: given,
  });
  control.addEventListener('input', () =>
    draft.change({
      fields: (draft.form().fields ?? []).map((wanted) =>
        wanted.name === name ? { name, reason: control.value } : wanted,
      ),
    }),
  );
  return element;
}
