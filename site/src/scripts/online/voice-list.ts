/** Lists of voices from the interface, page after page. */
import { date } from './dates.ts';
import { h, table } from './dom.ts';
import { pagedList } from './paged.ts';
import { clockLine } from './voice-case.ts';
import { voiceAddress } from './voice-form.ts';
import { named, titleOf, type Voice, v, voiceMark } from './voice-words.ts';

export const voiceList = (title: string, scope: string, empty: string): Promise<HTMLElement> =>
  pagedList<Voice>(`/api/v1/voices?${new URLSearchParams({ scope, limit: '50' })}`, empty, (all) =>
    tableOf(title, all),
  );

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
