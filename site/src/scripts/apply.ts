/** `/apply/?dataset=ID` begins an application, `/apply/?application=ID` goes on with one. */
import { get } from './online/api.ts';
import { applyForm } from './online/apply-form.ts';
import { h, section } from './online/dom.ts';
import { guidePanel } from './online/guide-panel.ts';
import { applicationList } from './online/lists.ts';
import { problemNotice } from './online/problem.ts';
import { type Place, start } from './online/start.ts';
import type { ApplicationView, Guide } from './online/types.ts';
import { nameOf, pagePath, pageWords, t } from './online/words.ts';

const words = pageWords<'apply'>();
const asked = new URLSearchParams(location.search);
const application = asked.get('application');
const dataset = asked.get('dataset');
const guideAddress = '/api/v1/service-guide/conditional-data';

interface Conditional {
  readonly datasets: readonly {
    readonly dataset: string;
    readonly title: string;
    readonly titleEn?: string;
  }[];
}

/** Which datasets take applications. */
async function datasetChoice(): Promise<HTMLElement> {
  const answer = await get<Conditional>(guideAddress);
  if (!answer.ok) return problemNotice(answer.problem, () => location.reload());
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
  const choice =
    links.length > 0
      ? h('ul', { class: 'links', role: 'list' }, ...links)
      : h('p', { class: 'notice' }, words.chooseEmpty);
  return section(words.choose, choice);
}

/** Without a dataset: which ones there are, and the drafts that wait. */
async function chooseDataset({ show }: Place): Promise<void> {
  const choice = await datasetChoice();
  const mine = await applicationList({
    title: words.mine,
    scope: 'mine',
    empty: t.list.empty,
    base: pagePath('/my/'),
    quiet: true,
  });
  show(choice, section(words.mine, mine));
}

const guideOf = (dataset: string) => get<Guide>(`${guideAddress}?dataset=${encodeURIComponent(dataset)}`);
const others = (): HTMLElement => h('p', {}, h('a', { href: pagePath('/apply/') }, words.choose));

async function begin(place: Place, dataset: string): Promise<void> {
  const answer = await guideOf(dataset);
  if (!answer.ok) return place.show(problemNotice(answer.problem), others());
  await applyForm(place, { guide: answer.data });
}

/** The guide is for everybody (Art. 31): what to submit is told before anybody signs in. */
async function publicPart(): Promise<readonly Node[]> {
  if (application) return [];
  if (!dataset) return [await datasetChoice()];
  const answer = await guideOf(dataset);
  return answer.ok ? [guidePanel(answer.data)] : [problemNotice(answer.problem), others()];
}

async function goOn(place: Place, id: string): Promise<void> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${encodeURIComponent(id)}`);
  if (!answer.ok) return place.show(problemNotice(answer.problem, () => location.reload()));
  const { guide, commands } = answer.data;
  if (!guide || !commands.includes('save-draft'))
    return location.replace(`${pagePath('/my/')}?application=${id}`);
  await applyForm(place, { guide, view: answer.data });
}

async function form(place: Place): Promise<void> {
  if (application) await goOn(place, application);
  else if (dataset) await begin(place, dataset);
  else await chooseDataset(place);
}

await start(form, undefined, publicPart);
