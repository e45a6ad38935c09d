/** `/supervise/`: all agencies, what is overdue, what was escalated (Art. 5). */
import { section } from './online/dom.ts';
import { noticePanel } from './online/notices.ts';
import { officeCase } from './online/office-case.ts';
import { officeTabs } from './online/office-links.ts';
import { queuesPanel } from './online/queues.ts';
import { type Place, start } from './online/start.ts';
import { agencyFigures } from './online/supervise-figures.ts';
import { tasksPanel } from './online/tasks.ts';
import { pagePath, pageWords } from './online/words.ts';

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

const asked = new URLSearchParams(location.search);
const application = asked.get('application');
const objection = asked.get('objection');
await start(
  async (place) => {
    if (application) return officeCase(place, base, application);
    if (!objection && asked.get('tab') !== 'objections') return overview(place);
    const { objectionAtDesk, objectionTab } = await import('./online/desk-objections.ts');
    return objection ? objectionAtDesk(place, base, objection) : objectionTab(place, base);
  },
  ({ roles = [] }) => roles.includes('supervisor') || roles.includes('auditor'),
);
