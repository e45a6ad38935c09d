/** `/requests/`: data that is asked for, by support, under each of the three grounds (Art. 29), with the agencies' answers. */
import { type RequestGround, requestGrounds } from '../../../functions/domain/voice-event.ts';
import { date } from './online/dates.ts';
import { button, fill, h, mark, table } from './online/dom.ts';
import { field } from './online/fields.ts';
import { problemNotice } from './online/problem.ts';
import { publicVoices } from './online/public-voices.ts';
import { loginAddress } from './online/sign-in.ts';
import { type Place, startOpen, tellIn } from './online/start.ts';
import { commandVoice } from './online/voice-case.ts';
import { voiceAddress } from './online/voice-form.ts';
import { named, titleOf, type Voice, v } from './online/voice-words.ts';
import { pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'requests'>();

function answerOf({ answer }: Voice): HTMLElement {
  if (!answer) return mark('warning', words.open);
  const { outcome, by, dataset } = answer;
  return h(
    'span',
    { class: 'dues' },
    mark(outcome === 'refused' ? 'quiet' : 'accent', v.outcome[outcome]),
    by !== undefined && fill(v.answer.by, { date: date(by) }),
    dataset !== undefined && h('a', { href: pagePath(`/datasets/${dataset}/`) }, dataset),
  );
}

function supportOf(place: Place, voice: Voice, told: HTMLElement): HTMLElement {
  if (!place.me.signedIn)
    return h(
      'span',
      { class: 'dues' },
      String(voice.supporters),
      h('a', { href: loginAddress(), rel: 'nofollow' }, v.signInToSupport),
    );
  const press = button(fill(v.supportNow, { n: voice.supporters }), async () => {
    const answer = await commandVoice(voice.id, { type: 'support' });
    if (!answer.ok) return tellIn(told, answer.problem);
    press.replaceWith(mark('accent', fill(v.supported, { n: voice.supporters + 1 })));
  });
  return press;
}

function tableOf(place: Place, requests: readonly Voice[], told: HTMLElement): HTMLElement {
  const columns = [
    { head: v.list.title },
    { head: v.facts.grounds },
    { head: v.list.agency },
    { head: v.answer.title },
    { head: v.facts.supporters, look: 'fit' },
  ] as const;
  const rows = requests.map((each) => [
    h('a', { href: voiceAddress(each.id) }, titleOf(each)),
    (each.grounds ?? []).map((ground) => v.grounds[ground]).join(t.listComma),
    each.agency ? named(each.agency) : t.none,
    answerOf(each),
    supportOf(place, each, told),
  ]);
  const made = table(words.title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

const bySupport = (one: Voice, other: Voice): number =>
  other.supporters - one.supporters || (one.filedAt < other.filedAt ? -1 : 1);

await startOpen(async (place) => {
  const ask = h(
    'p',
    { class: 'actions' },
    h('a', { class: 'button primary', href: `${pagePath('/voices/')}?kind=data-request` }, words.file),
  );
  const all = await publicVoices('data-requests');
  if ('code' in all)
    return place.show(
      ask,
      problemNotice(all, () => location.reload()),
    );
  const told = h('div', { 'aria-live': 'polite' });
  const host = h('div');
  const show = (ground: RequestGround | undefined): void => {
    const wanted = all.filter(({ grounds = [] }) => ground === undefined || grounds.includes(ground));
    const ranked = wanted.toSorted(bySupport);
    host.replaceChildren(
      ranked.length === 0 ? h('p', { class: 'notice' }, words.empty) : tableOf(place, ranked, told),
    );
  };
  const { element, control } = field({
    id: 'ground',
    label: words.ground,
    kind: 'select',
    options: [['', words.every], ...requestGrounds.map((ground) => [ground, v.grounds[ground]] as const)],
  });
  control.addEventListener('change', () => show(requestGrounds.find((each) => each === control.value)));
  show(undefined);
  const answered = all.filter(({ answer }) => answer).length;
  place.show(
    ask,
    h('p', { class: 'quiet' }, fill(words.count, { n: all.length, answered })),
    element,
    told,
    host,
  );
});
