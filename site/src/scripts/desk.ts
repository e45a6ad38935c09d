/** `/desk/`: what is due next for the agency, `?tab=objections` its objections; `?application=`, `?objection=`: one case. */
import { noticePanel } from './online/notices.ts';
import { officeCase } from './online/office-case.ts';
import { officeTabs } from './online/office-links.ts';
import { queuesPanel } from './online/queues.ts';
import { type Place, start } from './online/start.ts';
import { tasksPanel } from './online/tasks.ts';
import { webhookPanel } from './online/webhooks.ts';
import { pagePath, pageWords } from './online/words.ts';

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

const application = asked.get('application');
const objection = asked.get('objection');
await start(
  async (place) => {
    if (application) return officeCase(place, base, application);
    if (!objection && asked.get('tab') !== 'objections') return queue(place);
    const { objectionAtDesk, objectionTab } = await import('./online/desk-objections.ts');
    return objection ? objectionAtDesk(place, base, objection) : objectionTab(place, base);
  },
  ({ roles = [] }) => application !== null || roles.includes('reviewer'),
);
