/** `/supervise/`: all agencies, what is overdue, what was escalated (Art. 5). */
import { get } from './online/api.ts';
import { h, section } from './online/dom.ts';
import { readFilter, withFilter } from './online/list-filter.ts';
import { noticePanel } from './online/notices.ts';
import { officeTabs } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { queuesPanel } from './online/queues.ts';
import { nameTab, type Place, start } from './online/start.ts';
import { agencyFigures } from './online/supervise-figures.ts';
import { tasksPanel } from './online/tasks.ts';
import type { ApplicationView } from './online/types.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'supervise'>();
const base = pagePath('/supervise/');

async function overview(place: Place): Promise<void> {
  const { overdueEmpty, reportsEmpty, allEmpty } = words;
  const below = section(words.agencies, await agencyFigures());
  const queues = [
    { scope: 'overdue', title: words.overdue, empty: overdueEmpty, isOfLate: true },
    { scope: 'all-reports', title: words.reports, empty: reportsEmpty, isOfLate: true, below },
    { scope: 'all', title: words.all, empty: allEmpty, isSorted: true },
  ];
  const [notices, tasks, lists] = await Promise.all([
    noticePanel(place),
    tasksPanel({ withAgency: true }),
    queuesPanel(place, { base, queues, withAgency: true }),
  ]);
  place.show(officeTabs(place.me, base, 'applications'), notices, ...lists, tasks);
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
  const again = async (said: string): Promise<void> => {
    await one(place, id);
    place.say(said);
    place.root.focus();
  };
  nameTab(nameOf(answer.data.names.dataset));
  place.show(back, ...(await deskCase(answer.data, place.me, again)));
}

const asked = new URLSearchParams(location.search);
const application = asked.get('application');
const objection = asked.get('objection');
await start(
  async (place) => {
    if (application) return one(place, application);
    if (!objection && asked.get('tab') !== 'objections') return overview(place);
    const { objectionAtDesk, objectionTab } = await import('./online/desk-objections.ts');
    return objection ? objectionAtDesk(place, base, objection) : objectionTab(place, base);
  },
  ({ roles = [] }) => roles.includes('supervisor') || roles.includes('auditor'),
);
