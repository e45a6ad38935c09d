/** What the search shows: rows, counts beside the facets, and what is chosen. */
import type { Found } from './pagefind.ts';
import { effectiveSort, type FacetName, isWhole, type SearchState } from './search-state.ts';
import { tellUpdates } from './updates.ts';

/** Rows at a time: each is a small file of its own. */
const step = 20;

export interface SearchPage {
  /** The address that carries the query, in the page's language. */
  readonly base: string;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly results: HTMLElement;
  readonly status: HTMLElement;
  readonly sort: HTMLSelectElement;
  readonly clear: HTMLButtonElement;
  readonly links: readonly HTMLAnchorElement[];
  readonly words: Readonly<Record<string, string>>;
}

export function findSearchPage(): SearchPage | undefined {
  const root = document.querySelector<HTMLElement>('[data-catalogue]');
  const form = root?.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('input');
  const results = root?.querySelector<HTMLElement>('[data-results]');
  const status = root?.querySelector<HTMLElement>('[data-status]');
  const sort = root?.querySelector<HTMLSelectElement>('[data-sort]');
  const clear = root?.querySelector<HTMLButtonElement>('[data-clear]');
  if (!root || !form || !input || !results || !status || !sort || !clear) return undefined;
  const links = [...root.querySelectorAll<HTMLAnchorElement>('[data-facet]')];
  const words = JSON.parse(document.getElementById('search-words')?.textContent ?? '{}');
  return { base: root.dataset.base ?? '/datasets/', form, input, results, status, sort, clear, links, words };
}

const countOf = (link: HTMLAnchorElement): HTMLElement | null => link.querySelector('[data-count]');

/** Remembers the static list; the answer puts it back. */
export function keepStatic(page: SearchPage): () => void {
  const nodes = [...page.results.childNodes];
  const status = page.status.textContent;
  const counts = page.links.map((link) => countOf(link)?.textContent ?? '');
  return () => {
    page.results.replaceChildren(...nodes);
    page.status.textContent = status;
    for (const [index, link] of page.links.entries()) setCount(link, counts[index] ?? '');
  };
}

function setCount(link: HTMLAnchorElement, count: string): void {
  const element = countOf(link);
  if (element) element.textContent = count;
  link.classList.toggle('empty', count === '0');
}

export function showChoices(page: SearchPage, state: SearchState): void {
  for (const link of page.links) {
    const chosen = state.facets[link.dataset.facet as FacetName]?.includes(link.dataset.value ?? '');
    if (chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (page.input !== document.activeElement) page.input.value = state.q;
  page.sort.value = effectiveSort(state);
  page.clear.hidden = isWhole(state);
}

/** Shows what was found, unless `isCurrent` says that the reader has asked something else meanwhile. */
export async function showFound(page: SearchPage, found: Found, isCurrent: () => boolean): Promise<void> {
  const list = document.createElement('ol');
  list.className = 'entries';
  list.setAttribute('role', 'list');
  await addRows(list, found);
  if (!isCurrent()) return;
  for (const link of page.links) {
    const count = found.counts[link.dataset.facet ?? '']?.[link.dataset.value ?? ''] ?? 0;
    setCount(link, count.toLocaleString('en'));
  }
  const { total } = found;
  page.status.textContent = total > 0 ? fill(page.words.found, total) : (page.words.nothing ?? '');
  page.results.replaceChildren(...(total > 0 ? [list, ...moreButton(page, list, found)] : [nothing(page)]));
}

/** Adds the next rows. */
async function addRows(list: HTMLElement, found: Found): Promise<void> {
  const rows = await found.next(step);
  const template = document.createElement('template');
  template.innerHTML = rows.join('');
  tellUpdates(template.content);
  list.append(template.content);
}

function moreButton(page: SearchPage, list: HTMLElement, found: Found): HTMLElement[] {
  const rest = (): number => found.total - list.children.length;
  if (rest() <= 0) return [];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  const label = (): void => {
    button.textContent = fill(page.words.showMore, Math.min(step, rest()));
  };
  button.addEventListener('click', async () => {
    const before = list.children.length;
    await addRows(list, found);
    list.children[before]?.querySelector('a')?.focus();
    if (rest() <= 0) button.remove();
    else label();
  });
  label();
  return [button];
}

function nothing(page: SearchPage): HTMLElement {
  const hint = document.createElement('p');
  hint.className = 'notice';
  hint.textContent = page.words.nothingHint ?? '';
  return hint;
}

const fill = (text: string | undefined, count: number): string =>
  (text ?? '').replace('{n}', count.toLocaleString('en'));
