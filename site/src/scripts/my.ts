/** `/my/`: one's applications; `?application=ID`: one of them with everything that belongs to it. */
import { get, post } from './online/api.ts';
import { button, fill, h, section } from './online/dom.ts';
import { field } from './online/fields.ts';
import { applicationList, type ListGroup } from './online/lists.ts';
import { noticePanel } from './online/notices.ts';
import { officeLinks } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, start, tellIn } from './online/start.ts';
import type { ApplicationView } from './online/types.ts';
import { webhookPanel } from './online/webhooks.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'my'>();

/** For whom new applications begin and scripts act, where a person may act for several (Art. 33). */
function identity({ me }: Place): HTMLElement | undefined {
  const { organisations = [] } = me;
  if (organisations.length === 0) return undefined;
  const told = h('div', { 'aria-live': 'polite' });
  const { element, control } = field({
    id: 'acting-for',
    label: words.actingFor,
    hint: words.actingForHint,
    kind: 'select',
    options: [
      ...organisations.map(({ creditCode, name }) => [creditCode, name] as const),
      ['', words.oneself] as const,
      ...(me.undecided ? [['undecided', t.choose] as const] : []),
    ],
    value: me.undecided ? 'undecided' : (me.actingFor?.creditCode ?? ''),
  });
  const change = async (): Promise<void> => {
    if (control.value === 'undecided') return control.focus();
    const answer = await post('/api/v1/me/acting-for', { creditCode: control.value || null });
    if (answer.ok) location.reload();
    else tellIn(told, answer.problem);
  };
  return section(
    words.identity,
    h('div', { class: 'acting-for' }, element, button(words.switch, change)),
    told,
    // Colleagues name the account to have it act with them.
    h('p', { class: 'hint' }, fill(words.account, { id: me.id ?? '' })),
  );
}

/** The reader's own turn first. */
const groups: readonly ListGroup[] = [
  {
    title: words.groups.todo,
    holds: ({ status, reportOverdue }) => reportOverdue || ['draft', 'returned', 'approved'].includes(status),
  },
  { title: words.groups.waiting, holds: ({ status }) => ['submitted', 'accepted'].includes(status) },
  { title: words.groups.active, holds: ({ status }) => status === 'active' },
  { title: words.groups.past, holds: () => true },
];

async function overview(place: Place): Promise<void> {
  const [{ favouritePanel }, notices, list] = await Promise.all([
    import('./online/favourites.ts'),
    noticePanel(place),
    applicationList({
      title: words.applications,
      scope: 'mine',
      empty: words.empty,
      base: pagePath('/my/'),
      groups,
    }),
  ]);
  const begin = h(
    'p',
    { class: 'actions' },
    h('a', { class: 'button primary', href: pagePath('/apply/') }, words.begin),
  );
  place.show(
    officeLinks(place.me),
    notices,
    section(words.applications, begin, list),
    identity(place),
    favouritePanel(place),
    webhookPanel(place),
  );
}

async function one(place: Place, id: string): Promise<void> {
  const [{ myCase }, answer] = await Promise.all([
    import('./online/my-case.ts'),
    get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`),
  ]);
  if (!answer.ok)
    return place.show(
      problemNotice(answer.problem, () => one(place, id)),
      back(),
    );
  nameTab(nameOf(answer.data.names.dataset));
  place.show(back(), ...(await myCase(answer.data, place.me, (said) => again(place, id, said))));
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
