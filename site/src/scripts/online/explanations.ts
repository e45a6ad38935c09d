/** After a return: an item that stays as it is may be explained instead of corrected. */
import { details, h } from './dom.ts';
import { field } from './fields.ts';
import type { ApplicationView, DraftForm, GuideItem } from './types.ts';
import { label, t } from './words.ts';

/** `onChange` hears of every key that is pressed. */
export function answeringForm(view: ApplicationView | undefined, onChange: () => void) {
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
  for (const { control } of made) control.addEventListener('input', onChange);
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
  /** Whether an item was asked to be corrected, and is neither changed nor explained. */
  const isOwed = ({ id, answer }: GuideItem, form: DraftForm): boolean => {
    if (!items.includes(id) || values().some(({ item }) => item === id)) return false;
    const before = view?.application.rounds.at(-1)?.form;
    const key = answer as keyof DraftForm | undefined;
    return key === undefined || JSON.stringify(form[key]) === JSON.stringify(before?.[key]);
  };
  return { element, values, isOwed };
}
