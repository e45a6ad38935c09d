/** A list of the interface, page after page. */
import { get } from './api.ts';
import { button, h } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { Page } from './types.ts';
import { t } from './words.ts';

/** `show` makes what stands for all that was read so far; `empty` stands where there is nothing. */
export async function pagedList<One>(
  address: string,
  empty: string,
  show: (all: readonly One[]) => Node,
): Promise<HTMLElement> {
  const host = h('div', { class: 'stack' });
  const all: One[] = [];
  const load = async (from: string): Promise<void> => {
    const answer = await get<Page<One>>(from);
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, () => load(from)));
    all.push(...answer.data.data);
    const { next } = answer.data.links;
    host.replaceChildren(
      all.length === 0 ? h('p', { class: 'notice' }, empty) : show(all),
      ...(next === null ? [] : [button(t.more, () => load(next))]),
    );
  };
  await load(address);
  return host;
}
