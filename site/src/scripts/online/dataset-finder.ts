/** Finding a dataset that is not open to everybody, by its name: what another agency may ask for. */
import { get } from './api.ts';
import { button, h, table } from './dom.ts';
import { field } from './fields.ts';
import { problemNotice } from './problem.ts';
import { s } from './share-words.ts';
import { label, nameOf } from './words.ts';

export interface Found {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly openness: string;
  readonly publisher: { readonly id: string; readonly name: string; readonly nameEn?: string };
}

/** Those of the two classes that are not open; the interface takes one class at a time. */
async function search(q: string): Promise<readonly Found[] | Node> {
  const answers = await Promise.all(
    ['conditional', 'withheld'].map((openness) => {
      const asked = new URLSearchParams({ openness, limit: '20', ...(q !== '' && { q }) });
      return get<{ readonly data: readonly Found[] }>(`/api/v1/datasets?${asked}`);
    }),
  );
  const found: Found[] = [];
  for (const answer of answers) {
    if (!answer.ok) return problemNotice(answer.problem);
    found.push(...answer.data.data);
  }
  return found;
}

/** `act` makes what stands in the last column of each row. */
export function datasetFinder(id: string, act: (found: Found) => Node): HTMLElement {
  const { element, control } = field({ id, label: s.find.q });
  const host = h('div', { class: 'stack', 'aria-live': 'polite' });
  const press = button(s.find.now, async () => {
    const found = await search(control.value.trim());
    if (found instanceof Node) return host.replaceChildren(found);
    host.replaceChildren(found.length === 0 ? h('p', { class: 'notice' }, s.find.none) : tableOf(found, act));
  });
  const form = h('form', { class: 'stack', role: 'search', novalidate: true }, element, h('p', {}, press));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return h('div', { class: 'stack' }, form, host);
}

function tableOf(found: readonly Found[], act: (found: Found) => Node): HTMLElement {
  const columns = [
    { head: s.list.dataset },
    { head: s.list.provider },
    { head: s.find.openness, look: 'fit' },
    { head: s.act.title, look: 'fit' },
  ] as const;
  const rows = found.map((each) => [
    nameOf(each),
    nameOf(each.publisher),
    label(s.openness, each.openness),
    act(each),
  ]);
  const made = table(s.find.results, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}
