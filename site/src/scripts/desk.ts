/** `/desk/`: what is due next for the agency; `?application=ID`: one case on one screen. */
import { get } from './online/api.ts';
import { deskCase } from './online/desk-case.ts';
import { h, section } from './online/dom.ts';
import { applicationList } from './online/lists.ts';
import { noticePanel } from './online/notices.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, start } from './online/start.ts';
import type { ApplicationView } from './online/types.ts';
import { webhookPanel } from './online/webhooks.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'desk'>();
const base = pagePath('/desk/');
const asked = new URLSearchParams(location.search);

async function queue(place: Place): Promise<void> {
  const lists = [
    ['queue', words.queue, words.queueEmpty],
    ['opinions', words.opinions, words.opinionsEmpty],
    ['agency', words.all, words.allEmpty],
  ] as const;
  const [notices, ...made] = await Promise.all([
    noticePanel(place),
    ...lists.map(async ([scope, title, empty]) =>
      section(title, await applicationList({ title, scope, empty, base, quiet: true })),
    ),
  ]);
  place.show(notices, ...made, webhookPanel(place, true));
}

async function one(place: Place, id: string): Promise<void> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`);
  const back = h('p', {}, h('a', { href: base }, t.back));
  if (!answer.ok)
    return place.show(
      back,
      problemNotice(answer.problem, () => one(place, id)),
    );
  nameTab(nameOf(answer.data.names.dataset));
  place.show(back, ...(await deskCase(answer.data, place.me, (said) => again(place, id, said))));
}

async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

const application = asked.get('application');
await start(
  (place) => (application ? one(place, application) : queue(place)),
  ({ roles = [] }) => application !== null || roles.includes('reviewer'),
);
