/** What is to be corrected is written beside the item it is about; all of it is sent at once (一次性告知, Art. 34). */
import { details, fill, h } from './dom.ts';
import { field } from './fields.ts';
import type { ApplicationView, GuideItem, GuideItemId } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export interface Correction {
  readonly item: GuideItemId;
  readonly message: string;
}

export interface Corrections {
  /** What stands beside an item: the place for a correction, or why there is none. */
  readonly besides: (item: GuideItem) => Node | undefined;
  readonly values: () => readonly Correction[];
  /** Everything that is written so far, kept up to date. */
  readonly summary: HTMLElement;
}

export function correctionFields(view: ApplicationView): Corrections {
  const made = new Map<GuideItemId, { readonly value: string }>();
  const values = (): Correction[] =>
    [...made]
      .map(([item, control]) => ({ item, message: control.value.trim() }))
      .filter(({ message }) => message !== '');
  const summary = h('div', { class: 'stack', 'aria-live': 'polite' });
  const tell = (): void => summary.replaceChildren(...summaryOf(values()));
  const mayReturn = view.commands.includes('return');

  const besides = ({ id }: GuideItem): Node | undefined => {
    if (!mayReturn) return undefined;
    if (view.settled.includes(id)) return h('p', { class: 'hint' }, words.settled);
    const { element, control } = field({
      id: `correct-${id}`,
      label: `${words.correction}${t.colon}${label(t.items, id)}`,
      kind: 'textarea',
      rows: 2,
    });
    made.set(id, control);
    const place = details(words.askCorrection, element);
    place.classList.add('ask');
    control.addEventListener('input', () => {
      place.classList.toggle('written', control.value.trim() !== '');
      tell();
      // Its form stands elsewhere on the page, and takes back what it complained about.
      summary.dispatchEvent(new Event('input', { bubbles: true }));
    });
    return place;
  };
  tell();
  return { besides, values, summary };
}

function summaryOf(values: readonly Correction[]): HTMLElement[] {
  if (values.length === 0) return [h('p', { class: 'quiet' }, words.noCorrections)];
  return [
    h('p', {}, fill(words.corrections, { n: values.length })),
    h(
      'ul',
      { class: 'corrections' },
      ...values.map(({ item, message }) =>
        h('li', {}, h('a', { href: `#item-${item}` }, label(t.items, item)), t.colon, message),
      ),
    ),
  ];
}
