/** Lists of voices from the interface, page after page. */
import { get } from './api.ts';
import { date } from './dates.ts';
import { button, h, table } from './dom.ts';
import { problemNotice } from './problem.ts';
import type { Page } from './types.ts';
import { clockLine } from './voice-case.ts';
import { voiceAddress } from './voice-form.ts';
import { named, titleOf, type Voice, v, voiceMark } from './voice-words.ts';
import { t } from './words.ts';

export async function voiceList(title: string, scope: string, empty: string): Promise<HTMLElement> {
  const host = h('div', { class: 'stack' });
  const all: Voice[] = [];
  const load = async (address: string): Promise<void> => {
    const answer = await get<Page<Voice>>(address);
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, () => load(address)));
    all.push(...answer.data.data);
    const { next } = answer.data.links;
    host.replaceChildren(
      all.length === 0 ? h('p', { class: 'notice' }, empty) : tableOf(title, all),
      ...(next === null ? [] : [button(t.more, () => load(next))]),
    );
  };
  await load(`/api/v1/voices?${new URLSearchParams({ scope, limit: '50' })}`);
  return host;
}

function tableOf(title: string, voices: readonly Voice[]): HTMLElement {
  const columns = [
    { head: v.list.title },
    { head: v.list.kind, look: 'fit' },
    { head: v.list.status, look: 'fit' },
    { head: v.list.agency },
    { head: v.list.filed, look: 'fit' },
    { head: v.list.due },
  ] as const;
  const rows = voices.map((voice) => [
    h('a', { href: voiceAddress(voice.id) }, titleOf(voice)),
    v.kinds[voice.kind],
    voiceMark(voice),
    voice.agency ? named(voice.agency) : v.facts.bureau,
    date(voice.filedAt),
    voice.clock ? clockLine(voice.clock) : v.list.none,
  ]);
  const made = table(title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}
