/** Search as you type over the static catalogue. Without it the same page is a list with links. */
import { find, loadSearch } from './pagefind.ts';
import { facetNames, isWhole, readState, type SearchState, toggle, writeState } from './search-state.ts';
import { findSearchPage, keepStatic, type SearchPage, showChoices, showFound } from './search-view.ts';

/** Milliseconds without a key before the words typed so far are searched. */
const pause = 120;

const found = findSearchPage();
if (found) start(found);

function start(page: SearchPage): void {
  const staticPath = location.pathname;
  const staticState = stateOfStatic(page);
  const showStatic = keepStatic(page);
  let state = location.search ? readState(location.search) : staticState;
  let turn = 0;

  async function show(next: SearchState): Promise<void> {
    state = next;
    turn += 1;
    const mine = turn;
    showChoices(page, state);
    if (location.pathname === staticPath && !location.search) return showStatic();
    page.status.textContent = page.words.loading ?? '';
    page.results.setAttribute('aria-busy', 'true');
    try {
      await showFound(page, await find(state), () => mine === turn);
    } catch (error) {
      console.error(error);
      showStatic();
      page.status.textContent = page.words.failed ?? '';
    }
    if (mine === turn) page.results.removeAttribute('aria-busy');
  }

  function ask(next: SearchState, how: 'pushState' | 'replaceState'): void {
    if (isWhole(next) && page.base !== staticPath) {
      location.assign(page.base);
      return;
    }
    history[how](null, '', page.base + writeState(next));
    void show(next);
  }

  listen(page, () => state, ask);
  addEventListener('popstate', () => {
    const next = location.search ? readState(location.search) : staticState;
    page.input.value = next.q;
    void show(next);
  });
  page.input.value = state.q;
  if (location.search && !isWhole(state)) void show(state);
}

type Ask = (next: SearchState, how: 'pushState' | 'replaceState') => void;

function listen(page: SearchPage, current: () => SearchState, ask: Ask): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const askWords = (how: 'pushState' | 'replaceState'): void => {
    clearTimeout(waiting);
    const q = page.input.value.trim();
    if (q !== current().q || how === 'pushState') ask({ ...current(), q }, how);
  };
  const warm = (): void => void loadSearch().catch((error: unknown) => console.error(error));
  page.input.addEventListener('focus', warm, { once: true });
  page.input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => askWords('replaceState'), pause);
  });
  page.form.addEventListener('submit', (event) => {
    event.preventDefault();
    askWords('pushState');
  });
  for (const link of page.links)
    link.addEventListener('click', (event) => {
      const name = facetNames.find((each) => each === link.dataset.facet);
      if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      ask(toggle(current(), name, link.dataset.value ?? ''), 'pushState');
    });
  page.sort.addEventListener('change', () => {
    const { sort } = readState(`?sort=${page.sort.value}`);
    ask({ ...current(), sort }, 'pushState');
  });
  page.clear.addEventListener('click', () => {
    page.input.value = '';
    ask(readState(''), 'pushState');
  });
}

/** What the static list itself stands for: everything, or one value of a facet. */
function stateOfStatic(page: SearchPage): SearchState {
  const chosen = page.links.filter((link) => link.hasAttribute('aria-current'));
  const query = chosen.map((link) => `${link.dataset.facet}=${encodeURIComponent(link.dataset.value ?? '')}`);
  return readState(`?${query.join('&')}`);
}
