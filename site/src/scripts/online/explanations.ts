/** After a return: an item that stays as it is may be explained instead of corrected. */
import { details, h } from './dom.ts';
import { field } from './fields.ts';
import type { ApplicationView } from './types.ts';
import { label, t } from './words.ts';

export function answeringForm(view: ApplicationView | undefined) {
  const corrections =
    view?.application.status === 'returned'
      ? (view.application.rounds.at(-1)?.returned?.corrections ?? [])
      : [];
  const items = [...new Set(corrections.map(({ item }) => item))];
  const made = items.map((item) => ({
    item,
    ...field({
      id: `explain-${item}`,
      label: `${t.explain}${t.colon}${label(t.items, item)}`,
      kind: 'textarea',
      rows: 2,
    }),
  }));
  const element =
    made.length === 0
      ? h('div')
      : details(
          t.explainTitle,
          h('p', { class: 'hint' }, t.explainHint),
          ...made.map((each) => each.element),
        );
  const values = () =>
    made
      .map(({ item, control }) => ({ item, message: control.value.trim() }))
      .filter(({ message }) => message !== '');
  return { element, values };
}
