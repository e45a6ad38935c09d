/** `/supervise/`: all agencies, what is overdue, what was escalated (Art. 5). */
import { get } from './online/api.ts';
import { deskCase } from './online/desk-case.ts';
import { h, section } from './online/dom.ts';
import { applicationList } from './online/lists.ts';
import { problemNotice } from './online/problem.ts';
import { type Place, start } from './online/start.ts';
import { agencyFigures } from './online/supervise-figures.ts';
import type { ApplicationView } from './online/types.ts';
import { pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'supervise'>();
const base = pagePath('/supervise/');

async function overview({ show }: Place): Promise<void> {
  const [overdue, figures, all] = await Promise.all([
    applicationList({ title: words.overdue, scope: 'overdue', empty: words.overdueEmpty, base, quiet: true }),
    agencyFigures(),
    applicationList({ title: words.all, scope: 'all', empty: words.allEmpty, base, quiet: true }),
  ]);
  show(section(words.overdue, overdue), section(words.agencies, figures), section(words.all, all));
}

async function one(place: Place, id: string): Promise<void> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`);
  const back = h('p', {}, h('a', { href: base }, t.back));
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
  place.show(back, ...(await deskCase(answer.data, again)));
}

const application = new URLSearchParams(location.search).get('application');
await start(
  (place) => (application ? one(place, application) : overview(place)),
  ({ roles = [] }) => roles.includes('supervisor') || roles.includes('auditor'),
);
