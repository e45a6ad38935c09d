/** `/my/`: one's applications; `?application=ID`: one of them with everything that belongs to it. */
import { get, post } from './online/api.ts';
import { button, h, section } from './online/dom.ts';
import { select } from './online/fields.ts';
import { applicationList } from './online/lists.ts';
import { myCase } from './online/my-case.ts';
import { problemNotice } from './online/problem.ts';
import { type Place, start, tellIn } from './online/start.ts';
import type { ApplicationView } from './online/types.ts';
import { pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'my'>();

/** For whom new applications begin and scripts act, where a person may act for several (Art. 33). */
function actingFor({ me }: Place): HTMLElement | undefined {
  const { organisations = [] } = me;
  if (organisations.length === 0) return undefined;
  const told = h('div', { 'aria-live': 'polite' });
  const options = [
    ...organisations.map(({ creditCode, name }) => [creditCode, name] as const),
    ['', words.oneself] as const,
  ];
  const { element, control } = select('acting-for', words.actingFor, options, me.actingFor?.creditCode ?? '');
  const change = async (): Promise<void> => {
    const answer = await post('/api/v1/me/acting-for', { creditCode: control.value || null });
    if (answer.ok) location.reload();
    else tellIn(told, answer.problem);
  };
  return h('div', { class: 'acting-for' }, element, button(words.switch, change, 'plain'), told);
}

async function overview(place: Place): Promise<void> {
  const list = await applicationList({
    title: words.applications,
    scope: 'mine',
    empty: words.empty,
    base: pagePath('/my/'),
    quiet: true,
  });
  const begin = h(
    'p',
    { class: 'actions' },
    h('a', { class: 'button primary', href: pagePath('/apply/') }, words.begin),
  );
  place.show(actingFor(place), section(words.applications, list, begin));
}

async function one(place: Place, id: string): Promise<void> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`);
  if (!answer.ok)
    return place.show(
      problemNotice(answer.problem, () => one(place, id)),
      back(),
    );
  place.show(back(), ...(await myCase(answer.data, (said) => again(place, id, said))));
}

/** After a command: the page as it is now, and what was done said aloud. */
async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

const back = (): HTMLElement => h('p', {}, h('a', { href: pagePath('/my/') }, t.back));

const application = new URLSearchParams(location.search).get('application');
await start((place) => (application ? one(place, application) : overview(place)));
