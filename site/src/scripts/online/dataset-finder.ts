/** Finding a dataset by its name. */
import { get } from './api.ts';
import { button, h, table } from './dom.ts';
import { field } from './fields.ts';
import { problemNotice } from './problem.ts';
import { nameOf, t } from './words.ts';

const words = t.finder;

export interface Found {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly publisher: { readonly id: string; readonly name: string; readonly nameEn?: string };
}

/** What else is asked for of datasets, as parameters of the interface. */
type Among = Readonly<Record<string, string>>;
/** What is not open to everybody: what agencies ask each other for. The interface takes one class at a time. */
export const notOpen: readonly Among[] = [{ openness: 'conditional' }, { openness: 'withheld' }];

async function search(q: string, among: readonly Among[]): Promise<readonly Found[] | Node> {
  const answers = await Promise.all(
    among.map((only) => {
      const asked = new URLSearchParams({ ...only, limit: '20', ...(q !== '' && { q }) });
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
export function datasetFinder(id: string, among: readonly Among[], act: (found: Found) => Node): HTMLElement {
  const { element, control } = field({ id, label: words.q });
  const host = h('div', { class: 'stack', 'aria-live': 'polite' });
  const press = button(words.now, async () => {
    const found = await search(control.value.trim(), among);
    if (found instanceof Node) return host.replaceChildren(found);
    host.replaceChildren(found.length === 0 ? h('p', { class: 'notice' }, words.none) : tableOf(found, act));
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
    { head: words.dataset },
    { head: words.provider },
    { head: words.act, look: 'fit' },
  ] as const;
  const rows = found.map((each) => [nameOf(each), nameOf(each.publisher), act(each)]);
  const made = table(words.results, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}
