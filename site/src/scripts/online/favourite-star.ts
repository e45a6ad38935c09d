/** The star of a dataset or an agency, for whoever is signed in. */
import { type Answer, get, post } from './api.ts';
import { button, h } from './dom.ts';

interface Words {
  readonly add: string;
  readonly kept: string;
  readonly added: string;
  readonly removed: string;
  readonly list: string;
  readonly notify: string;
  readonly notified: string;
  readonly notNotified: string;
  readonly my: string;
}
interface Favourites {
  readonly data: readonly { readonly dataset?: string; readonly agency?: string; readonly notify: boolean }[];
}

/** Puts the star into the place of the way to sign in. */
export async function showStar(host: HTMLElement): Promise<void> {
  const words = JSON.parse(host.dataset.words ?? '{}') as Words;
  const [kind = '', id = ''] = (host.dataset.favourite ?? '').split('/');
  const place = host.querySelector('.favourite-act');
  const status = host.querySelector('[role=status]');
  const say = (text: string): void => {
    if (status) status.textContent = text;
  };
  /** Another look after each act; the reader stays at what was pressed. */
  const act = async (body: object, said: string, at: string): Promise<void> => {
    render(await post<Favourites>('/api/v1/favourites/commands', { [kind]: id, ...body }), said);
    place?.querySelector<HTMLButtonElement>(`[data-act=${at}]`)?.focus();
  };
  const render = (answer: Answer<Favourites>, said = ''): void => {
    if (!answer.ok) {
      say(answer.problem.title ?? answer.problem.code);
      return;
    }
    const kept = answer.data.data.find((each) => each[kind as 'dataset' | 'agency'] === id);
    const star = kept
      ? toggle('★', words.kept, true, () => act({ type: 'remove' }, words.removed, 'star'))
      : toggle('☆', words.add, false, () => act({ type: 'add' }, words.added, 'star'));
    star.dataset.act = 'star';
    place?.replaceChildren(star, ...(kept ? [notices(kept.notify, words, act), listLink(words)] : []));
    say(said);
  };
  render(await get<Favourites>('/api/v1/favourites'));
}

type Act = (body: object, said: string, at: string) => Promise<void>;

function notices(isOn: boolean, words: Words, act: Act): HTMLButtonElement {
  const said = isOn ? words.notNotified : words.notified;
  const press = () => act({ type: 'add', notify: !isOn }, said, 'notices');
  const element = toggle(isOn ? '✓' : '', words.notify, isOn, press);
  element.dataset.act = 'notices';
  return element;
}

const listLink = ({ list, my }: Words): HTMLElement => h('a', { href: my }, list);

/** A button that stays pressed; its sign says to the eye what `aria-pressed` says to others. */
function toggle(sign: string, label: string, isOn: boolean, work: () => Promise<void>): HTMLButtonElement {
  const element = button(label, work, 'plain');
  element.setAttribute('aria-pressed', String(isOn));
  if (sign !== '') element.prepend(h('span', { 'aria-hidden': 'true' }, sign));
  return element;
}
