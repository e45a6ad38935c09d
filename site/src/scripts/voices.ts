/**
 * `/voices/`: what can be filed, what was filed, and what waits for an office; `?kind=`: the form of a kind, `?dataset=` for
 * what it speaks of; `?id=`: one of them.
 */
import { type VoiceKind, voiceKinds } from '../../../functions/domain/voice-event.ts';
import { get } from './online/api.ts';
import { button, fill, h, section } from './online/dom.ts';
import { field } from './online/fields.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, startOpen, tellIn } from './online/start.ts';
import { voiceCase } from './online/voice-case.ts';
import { keepReceipt, keptReceipt, voiceAddress, voiceForm } from './online/voice-form.ts';
import { voiceList } from './online/voice-list.ts';
import { titleOf, type Voice, v } from './online/voice-words.ts';
import { pagePath, t } from './online/words.ts';

const base = pagePath('/voices/');
const back = (): HTMLElement => h('p', {}, h('a', { href: base }, t.back));

const choose = (): HTMLElement =>
  section(
    v.choose,
    h(
      'dl',
      { class: 'facts' },
      ...voiceKinds.map((kind) =>
        h(
          'div',
          {},
          h('dt', {}, h('a', { href: `${base}?kind=${kind}` }, v.kinds[kind])),
          h('dd', {}, v.what[kind]),
        ),
      ),
    ),
  );

/** Looks up what a receipt code was given for, and keeps the code for this tab. */
function follow(): HTMLElement {
  const { element, control } = field({ id: 'receipt-code', label: v.receipt.code, hint: v.followHint });
  const told = h('div', { 'aria-live': 'polite' });
  const press = button(v.followNow, async () => {
    const code = control.value.trim();
    const answer = await get<{ readonly id: string }>('/api/v1/receipt', { 'Receipt-Code': plainCode(code) });
    if (!answer.ok) return tellIn(told, answer.problem);
    keepReceipt(answer.data.id, plainCode(code));
    location.assign(voiceAddress(answer.data.id));
  });
  const form = h('form', { class: 'stack', novalidate: true }, element, told, h('p', {}, press));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return section(v.follow, form);
}

/** Headers take visible ASCII only; what is none of a code could not be one. */
const plainCode = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').slice(0, 60);

async function overview(place: Place): Promise<void> {
  const { signedIn, roles = [] } = place.me;
  const isOfficial = roles.some((role) => ['reviewer', 'publisher', 'supervisor'].includes(role));
  const isOverseer = roles.some((role) => ['supervisor', 'auditor'].includes(role));
  const [queue, all, mine, office] = await Promise.all([
    isOfficial ? voiceList(v.queue, 'queue', v.queueEmpty) : undefined,
    isOverseer ? voiceList(v.all, 'all-queue', v.queueEmpty) : undefined,
    signedIn ? voiceList(v.mine, 'mine', v.mineEmpty) : undefined,
    isOfficial ? voiceList(v.office, 'office', v.officeEmpty) : undefined,
  ]);
  place.show(
    queue && section(v.queue, queue),
    all && section(v.all, all),
    choose(),
    follow(),
    mine && section(v.mine, mine),
    office && section(v.office, office),
  );
}

async function one(place: Place, id: string): Promise<void> {
  const code = keptReceipt(id);
  const answer = await get<Voice>(
    `/api/v1/voices/${encodeURIComponent(id)}`,
    code === undefined ? {} : { 'Receipt-Code': code },
  );
  if (!answer.ok)
    return place.show(
      back(),
      problemNotice(answer.problem, () => one(place, id)),
      follow(),
    );
  nameTab(titleOf(answer.data));
  place.show(back(), ...voiceCase(answer.data, (said) => again(place, id, said)));
}

/** After a command: the page as it is now, and what was done said aloud. */
async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

const asked = new URLSearchParams(location.search);
const kind = voiceKinds.find((each): each is VoiceKind => each === asked.get('kind'));
const id = asked.get('id');
await startOpen(async (place) => {
  if (id !== null) return one(place, id);
  if (!kind) return overview(place);
  nameTab(fill(v.file, { kind: v.kinds[kind] }));
  place.show(back(), voiceForm(place, kind, asked.get('dataset') ?? ''));
});
