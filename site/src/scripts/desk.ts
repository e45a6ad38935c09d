/** `/desk/`: what is due next for the agency, `?tab=objections` its objections; `?application=`, `?objection=`: one case. */
import { get } from './online/api.ts';
import { h } from './online/dom.ts';
import { readFilter, withFilter } from './online/list-filter.ts';
import { noticePanel } from './online/notices.ts';
import { officeTabs } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { queuesPanel } from './online/queues.ts';
import { nameTab, type Place, start } from './online/start.ts';
import { tasksPanel } from './online/tasks.ts';
import type { ApplicationView } from './online/types.ts';
import { webhookPanel } from './online/webhooks.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'desk'>();
const base = pagePath('/desk/');
const asked = new URLSearchParams(location.search);

async function queue(place: Place): Promise<void> {
  const { queueEmpty, opinionsEmpty, reportsEmpty, allEmpty } = words;
  const queues = [
    { scope: 'queue', title: words.queue, empty: queueEmpty },
    { scope: 'opinions', title: words.opinions, empty: opinionsEmpty },
    { scope: 'agency-reports', title: words.reports, empty: reportsEmpty, isOfLate: true },
    { scope: 'agency', title: words.all, empty: allEmpty, isSorted: true },
  ];
  const [notices, tasks, lists] = await Promise.all([
    noticePanel(place),
    tasksPanel(),
    queuesPanel(place, { base, agency: place.me.agency ?? undefined, queues }),
  ]);
  place.show(officeTabs(place.me, base, 'applications'), notices, tasks, ...lists, webhookPanel(place, true));
}

async function one(place: Place, id: string): Promise<void> {
  const [{ deskCase }, answer] = await Promise.all([
    import('./online/desk-case.ts'),
    get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`),
  ]);
  const back = h('p', {}, h('a', { href: withFilter(base, readFilter(location.search)) }, t.back));
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
const objection = asked.get('objection');
await start(
  async (place) => {
    if (application) return one(place, application);
    if (!objection && asked.get('tab') !== 'objections') return queue(place);
    const { objectionAtDesk, objectionTab } = await import('./online/desk-objections.ts');
    return objection ? objectionAtDesk(place, base, objection) : objectionTab(place, base);
  },
  ({ roles = [] }) => application !== null || roles.includes('reviewer'),
);
