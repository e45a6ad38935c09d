/** How every page of conditional opening begins: who is here, then the page, or the way to sign in. */
import { type Me, type Problem, whoAmI } from './api.ts';
import { button, fill, h } from './dom.ts';
import { problemNotice } from './problem.ts';
import { loginAddress, signOutHere } from './sign-in.ts';
import { pagePath, t } from './words.ts';

export interface Place {
  readonly me: Me;
  readonly root: HTMLElement;
  /** Replaces what the page shows; the heading takes the focus when the reader has moved on. */
  readonly show: (...children: readonly (Node | false | undefined)[]) => void;
  /** Says something to everybody, screen readers included. */
  readonly say: (text: string) => void;
}

/** A page for everybody, signed in or not: `me` says which. */
export const startOpen = (render: (place: Place) => Promise<void>): Promise<void> => begin(render);

/** `mayUse`: whether the page is for this account at all. `publicPart`: what stands above the way to sign in. */
export async function start(
  render: (place: Place) => Promise<void>,
  mayUse?: (me: Me) => boolean,
  publicPart?: () => Promise<readonly Node[]>,
): Promise<void> {
  await begin(async (place) => {
    const { me, show } = place;
    if (!me.signedIn) return show(...((await publicPart?.()) ?? []), gate());
    if (mayUse && !mayUse(me)) return show(notForYou(me));
    await render(place);
  });
}

async function begin(render: (place: Place) => Promise<void>): Promise<void> {
  const root = document.getElementById('online');
  const status = document.getElementById('online-status');
  if (!root || !status) throw new Error('the page has no place for its content');
  const show: Place['show'] = (...children) => {
    root.replaceChildren(...children.filter((child) => child !== false && child !== undefined));
    root.removeAttribute('aria-busy');
  };
  const say = (text: string): void => {
    status.textContent = text;
  };
  const account = await whoAmI();
  if (!account.ok) return show(problemNotice(account.problem, () => location.reload()));
  await render({ me: account.data, root, show, say });
}

const gate = (): HTMLElement =>
  h(
    'div',
    { class: 'notice' },
    h('p', {}, h('strong', {}, t.signIn.title)),
    h('p', {}, t.signIn.text),
    h('p', {}, h('a', { class: 'button primary', href: loginAddress() }, t.signIn.button)),
  );

/** Another account for this very page. */
async function changeAccount(): Promise<void> {
  if (await signOutHere()) location.assign(loginAddress());
}

const notForYou = ({ name }: Me): HTMLElement =>
  h(
    'div',
    { class: 'notice warning' },
    h('p', {}, h('strong', {}, t.notForYou.title)),
    h('p', {}, fill(t.notForYou.text, { name: name ?? '' })),
    h(
      'p',
      { class: 'actions' },
      button(t.changeAccount, changeAccount, 'primary'),
      h('a', { class: 'button plain', href: pagePath('/my/') }, t.notForYou.mine),
    ),
  );

/** Shows what is to be mended where the reader is: beside the button that was pressed. */
export function tellIn(host: HTMLElement, problem: Problem): void {
  host.replaceChildren(problemNotice(problem));
  host.scrollIntoView({ block: 'nearest' });
}

/** What the tab is called while it shows one case, so that several can be told apart. */
export function nameTab(name: string): void {
  const [, ...site] = document.title.split(' – ');
  document.title = [name, ...site].join(' – ');
}
