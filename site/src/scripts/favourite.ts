/** The star of a dataset or an agency: for whoever is signed in; for others the way to sign in stays. */
import { type Answer, get, post, whoAmI } from './online/api.ts';
import { button, h } from './online/dom.ts';

interface Words {
  readonly add: string;
  readonly kept: string;
  readonly added: string;
  readonly removed: string;
  readonly list: string;
  readonly my: string;
}
interface Favourites {
  readonly data: readonly { readonly dataset?: string; readonly agency?: string }[];
}

async function show(host: HTMLElement): Promise<void> {
  const account = await whoAmI();
  if (!account.ok || !account.data.signedIn) return;
  const words = JSON.parse(host.dataset.words ?? '{}') as Words;
  const [kind = '', id = ''] = (host.dataset.favourite ?? '').split('/');
  const named = { [kind]: id };
  const place = host.querySelector('.favourite-act');
  const status = host.querySelector('[role=status]');
  const render = (answer: Answer<Favourites>, said?: string): void => {
    // The sign-in may have ended meanwhile: the way to sign in stands there still, or comes with the next page.
    if (!answer.ok) {
      if (status) status.textContent = answer.problem.title ?? answer.problem.code;
      return;
    }
    const isKept = answer.data.data.some((each) => each[kind as 'dataset' | 'agency'] === id);
    const act = async (): Promise<void> => {
      const done = await post<Favourites>('/api/v1/favourites/commands', {
        type: isKept ? 'remove' : 'add',
        ...named,
      });
      render(done, isKept ? words.removed : words.added);
      place?.querySelector('button')?.focus();
    };
    const star = button('', act, 'plain');
    star.setAttribute('aria-pressed', String(isKept));
    star.append(h('span', { 'aria-hidden': 'true' }, isKept ? '★ ' : '☆ '), isKept ? words.kept : words.add);
    place?.replaceChildren(star, ...(isKept ? [' ', h('a', { href: words.my }, words.list)] : []));
    if (status) status.textContent = said ?? '';
  };
  render(await get<Favourites>('/api/v1/favourites'));
}

for (const host of document.querySelectorAll<HTMLElement>('[data-favourite]')) void show(host);
