/** `/apply/?dataset=ID` begins an application, `/apply/?application=ID` goes on with one. */
import { get } from './online/api.ts';
import { applyForm } from './online/apply-form.ts';
import { h, section } from './online/dom.ts';
import { applicationList } from './online/lists.ts';
import { problemNotice } from './online/problem.ts';
import { type Place, start } from './online/start.ts';
import type { ApplicationView, Guide } from './online/types.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'apply'>();

interface Conditional {
  readonly datasets: readonly {
    readonly dataset: string;
    readonly title: string;
    readonly titleEn?: string;
  }[];
}

/** Without a dataset: which ones take applications, and the drafts that wait. */
async function chooseDataset({ show }: Place): Promise<void> {
  const answer = await get<Conditional>('/api/v1/service-guide/conditional-data');
  if (!answer.ok) return show(problemNotice(answer.problem, () => location.reload()));
  const links = answer.data.datasets.map(({ dataset, ...names }) =>
    h(
      'li',
      {},
      h(
        'a',
        { href: `${pagePath('/apply/')}?dataset=${encodeURIComponent(dataset)}` },
        nameOf({ id: dataset, ...names }),
      ),
    ),
  );
  const mine = await applicationList({
    title: words.mine,
    scope: 'mine',
    empty: t.list.empty,
    base: pagePath('/my/'),
    quiet: true,
  });
  const choice =
    links.length > 0
      ? h('ul', { class: 'links', role: 'list' }, ...links)
      : h('p', { class: 'notice' }, words.chooseEmpty);
  show(section(words.choose, choice), section(words.mine, mine));
}

async function begin(place: Place, dataset: string): Promise<void> {
  const answer = await get<Guide>(
    `/api/v1/service-guide/conditional-data?dataset=${encodeURIComponent(dataset)}`,
  );
  if (!answer.ok) {
    const others = h('p', {}, h('a', { href: pagePath('/apply/') }, words.choose));
    return place.show(problemNotice(answer.problem), others);
  }
  applyForm(place, { guide: answer.data });
}

async function goOn(place: Place, id: string): Promise<void> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`);
  if (!answer.ok) return place.show(problemNotice(answer.problem, () => location.reload()));
  const { guide, commands } = answer.data;
  if (!guide || !commands.includes('save-draft'))
    return location.replace(`${pagePath('/my/')}?application=${id}`);
  applyForm(place, { guide, view: answer.data });
}

const asked = new URLSearchParams(location.search);
await start(async (place) => {
  const application = asked.get('application');
  const dataset = asked.get('dataset');
  if (application) await goOn(place, application);
  else if (dataset) await begin(place, dataset);
  else await chooseDataset(place);
});
