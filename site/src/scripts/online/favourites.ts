/** The favourites of whoever is here: the list on /my/. */
import type { Named } from '../../../../functions/domain/favourite.ts';
import type { Names } from '../../../../functions/service/application/names.ts';
import { type Answer, get, post } from './api.ts';
import { date } from './dates.ts';
import { button, details, fill, h, section, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import { type Place, tellIn } from './start.ts';
import { nameOf, pagePath, t } from './words.ts';

const words = t.favourites;
type Favourite = Named & { readonly at: string; readonly notify: boolean; readonly names: Partial<Names> };
interface Favourites {
  readonly data: readonly Favourite[];
  /** Where mail goes to. */
  readonly email: string | null;
}

const address = '/api/v1/favourites';

/** The panel; it fills itself, and replaces its content after a change. */
export function favouritePanel(place: Place): HTMLElement {
  const host = section(words.title, h('p', { class: 'quiet' }, t.loading));
  host.id = 'favourites';
  const heading = h('h2', { tabindex: -1 }, words.title);
  const told = h('div', { class: 'stack', 'aria-live': 'polite' });
  const act = async (body: object, said: string): Promise<void> => {
    const answer = await post<Favourites>(`${address}/commands`, body);
    if (!answer.ok) return tellIn(told, answer.problem);
    show(answer);
    heading.focus();
    place.say(said);
  };
  const show = (answer: Answer<Favourites>): void => {
    told.replaceChildren();
    host.replaceChildren(
      heading,
      ...(answer.ok ? contentOf(answer.data, told, act) : [problemNotice(answer.problem)]),
    );
  };
  void get<Favourites>(address).then((answer) => {
    show(answer);
    if (location.hash === '#favourites') host.scrollIntoView();
  });
  return host;
}

type Act = (body: object, said: string) => Promise<void>;

function contentOf({ data, email }: Favourites, told: HTMLElement, act: Act): HTMLElement[] {
  const mailed = email === null ? words.notMailed : fill(words.mailed, { email });
  const lead = h('p', { class: 'quiet' }, words.lead, ' ', data.length > 0 && mailed);
  if (data.length === 0) return [lead, h('p', { class: 'notice' }, words.empty)];
  return [lead, listOf(data, act), told, clearing(act)];
}

function listOf(favourites: readonly Favourite[], act: Act): HTMLElement {
  const { head } = words;
  const columns = [{ head: head.what }, { head: head.notify }, { head: head.act }];
  const rows = favourites.map((favourite) => {
    const { names, at, notify } = favourite;
    const named = 'dataset' in favourite ? { dataset: favourite.dataset } : { agency: favourite.agency };
    const page = 'dataset' in named ? `/datasets/${named.dataset}/` : `/agencies/${named.agency}/`;
    const name = nameOf(names.dataset ?? names.agency ?? { id: '' });
    const remove = button(words.remove, () => act({ type: 'remove', ...named }, words.removed), 'plain');
    remove.setAttribute('aria-label', `${words.remove}${t.colon}${name}`);
    const kind = 'dataset' in named ? words.dataset : words.agency;
    const what = h(
      'div',
      {},
      h('a', { href: pagePath(page) }, name),
      h('div', { class: 'second' }, `${kind}${t.comma}${date(at)}`),
    );
    return [what, notices(notify, named, name, act), remove];
  });
  const made = table(words.title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

function notices(isOn: boolean, named: Named, name: string, act: Act): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    checked: isOn,
    'aria-label': `${words.notify}${t.colon}${name}`,
  });
  box.addEventListener('change', () => {
    const notify = box.checked;
    void act({ type: 'add', ...named, notify }, notify ? words.notified : words.notNotified);
  });
  return h('label', { class: 'choice' }, box, ' ', words.notify);
}

const clearing = (act: Act): HTMLElement =>
  details(
    words.clear,
    h('p', { class: 'hint' }, words.clearHint),
    h(
      'p',
      {},
      button(words.clearNow, () => act({ type: 'clear' }, words.cleared), 'danger'),
    ),
  );
