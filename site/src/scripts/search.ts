/** Search as you type over the static catalogue. Without it the same page is a list with links. */
import { type Found, type Hit, find, loadPagefind } from './pagefind.ts';
import { type FacetName, type SearchState, effectiveSort, facetNames, isWhole, readState, toggle, writeState } from './search-state.ts';
import { tellUpdates } from './updates.ts';

const step = 20;

interface Parts {
  readonly base: string;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly results: HTMLElement;
  readonly status: HTMLElement;
  readonly sort: HTMLSelectElement;
  readonly clear: HTMLButtonElement;
  readonly words: Readonly<Record<string, string>>;
}

function findParts(): Parts | undefined {
  const root = document.querySelector<HTMLElement>('[data-catalogue]');
  const form = root?.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('input');
  const results = root?.querySelector<HTMLElement>('[data-results]');
  const status = root?.querySelector<HTMLElement>('[data-status]');
  const sort = root?.querySelector<HTMLSelectElement>('[data-sort]');
  const clear = root?.querySelector<HTMLButtonElement>('[data-clear]');
  const words = JSON.parse(document.getElementById('search-words')?.textContent ?? '{}');
  if (!root || !form || !input || !results || !status || !sort || !clear) return undefined;
  return { base: root.dataset.base ?? '/datasets/', form, input, results, status, sort, clear, words };
}

const parts = findParts();
if (parts) start(parts);

function start(page: Parts): void {
  const whole = { nodes: [...page.results.childNodes], status: page.status.textContent ?? '' };
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-facet]')];
  const wholeCounts = links.map((link) => link.querySelector('[data-count]')?.textContent ?? '');
  let state = readState(location.search);
  let turn = 0;

  async function show(next: SearchState): Promise<void> {
    state = next;
    turn += 1;
    const mine = turn;
    showChoices(page, links, state);
    if (isWhole(state)) {
      page.results.replaceChildren(...whole.nodes);
      page.status.textContent = whole.status;
      for (const [index, link] of links.entries()) setCount(link, wholeCounts[index] ?? '');
      return;
    }
    page.status.textContent = page.words.loading ?? '';
    page.results.setAttribute('aria-busy', 'true');
    try {
      const found = await find(state);
      if (mine !== turn) return;
      await showFound(page, links, found, () => mine === turn);
    } catch (error) {
      console.error(error);
      page.results.replaceChildren(...whole.nodes);
      page.status.textContent = page.words.failed ?? '';
    } finally {
      if (mine === turn) page.results.removeAttribute('aria-busy');
    }
  }

  function ask(next: SearchState, history: 'push' | 'replace'): void {
    const address = page.base + writeState(next);
    if (history === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
    void show(next);
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  page.input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => ask({ ...state, q: page.input.value }, 'replace'), 120);
  });
  page.input.addEventListener('focus', () => void loadPagefind().catch((error: unknown) => console.error(error)), { once: true });
  page.form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask({ ...state, q: page.input.value }, 'push');
  });
  for (const link of links)
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const name = facetNames.find((each) => each === link.dataset.facet);
      if (name) ask(toggle(state, name, link.dataset.value ?? ''), 'push');
    });
  page.sort.addEventListener('change', () => ask({ ...state, sort: sortOf(page.sort.value) }, 'push'));
  page.clear.addEventListener('click', () => ask(readState(''), 'push'));
  window.addEventListener('popstate', () => {
    page.input.value = readState(location.search).q;
    void show(readState(location.search));
  });

  if (location.pathname === page.base) page.input.value = state.q;
  if (!isWhole(state)) void show(state);
}

const sortOf = (value: string): SearchState['sort'] => readState(`?sort=${value}`).sort;

function setCount(link: HTMLAnchorElement, count: string): void {
  const element = link.querySelector('[data-count]');
  if (element) element.textContent = count;
}

function showChoices(page: Parts, links: readonly HTMLAnchorElement[], state: SearchState): void {
  for (const link of links) {
    const chosen = state.facets[link.dataset.facet as FacetName]?.includes(link.dataset.value ?? '');
    if (chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (page.input !== document.activeElement && page.input.value.trim() !== state.q) page.input.value = state.q;
  page.sort.value = effectiveSort(state);
  page.clear.hidden = isWhole(state);
}

async function showFound(page: Parts, links: readonly HTMLAnchorElement[], found: Found, isCurrent: () => boolean): Promise<void> {
  for (const link of links) {
    const count = found.counts[link.dataset.facet ?? '']?.[link.dataset.value ?? ''] ?? 0;
    setCount(link, count.toLocaleString('en'));
    link.classList.toggle('empty', count === 0);
  }
  const list = document.createElement('ol');
  list.className = 'entries';
  list.setAttribute('role', 'list');
  const rest = await addRows(list, found.hits);
  if (!isCurrent()) return;
  const total = found.hits.length;
  page.status.textContent = total > 0 ? fill(page.words.found, total) : (page.words.nothing ?? '');
  if (total === 0) page.results.replaceChildren(nothing(page));
  else page.results.replaceChildren(list, ...moreButton(page, list, rest));
}

/** Adds the next rows and answers what is left. Rows were made, and escaped, by the build. */
async function addRows(list: HTMLElement, hits: readonly Hit[]): Promise<readonly Hit[]> {
  const rows = await Promise.all(hits.slice(0, step).map(async (hit) => (await hit.data()).meta.row ?? ''));
  const template = document.createElement('template');
  template.innerHTML = rows.join('');
  tellUpdates(template.content);
  list.append(template.content);
  return hits.slice(step);
}

function moreButton(page: Parts, list: HTMLElement, hits: readonly Hit[]): HTMLElement[] {
  if (hits.length === 0) return [];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  let rest = hits;
  const label = () => {
    button.textContent = fill(page.words.showMore, Math.min(step, rest.length));
  };
  button.addEventListener('click', async () => {
    const before = list.children.length;
    rest = await addRows(list, rest);
    list.children[before]?.querySelector('a')?.focus();
    if (rest.length === 0) button.remove();
    else label();
  });
  label();
  return [button];
}

function nothing(page: Parts): HTMLElement {
  const hint = document.createElement('p');
  hint.className = 'notice';
  hint.textContent = page.words.nothingHint ?? '';
  return hint;
}

const fill = (text: string | undefined, count: number): string => (text ?? '').replace('{n}', count.toLocaleString('en'));
