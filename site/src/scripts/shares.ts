/**
 * `/shares/`: what agencies ask each other for (Art. 24–26); `?dataset=`: asking for it; `?id=`: one request and what may be
 * done with it; `?scenario=new`: publishing a scenario.
 */
import type { ShareView } from '../../../functions/service/share/view.ts';
import { get } from './online/api.ts';
import { datasetFinder, notOpen } from './online/dataset-finder.ts';
import { h, section } from './online/dom.ts';
import { besideTabs } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { scenarioForm } from './online/scenario-form.ts';
import { scenarioPanel } from './online/scenario-list.ts';
import { shareCase } from './online/share-case.ts';
import { shareForm } from './online/share-form.ts';
import { shareList } from './online/share-list.ts';
import { base, named, s, shareAddress } from './online/share-words.ts';
import { nameTab, type Place, start } from './online/start.ts';
import { nameOf, pagePath, t } from './online/words.ts';

const back = (): HTMLElement => h('p', {}, h('a', { href: base }, t.back));

async function overview(place: Place): Promise<void> {
  const { roles = [], agency } = place.me;
  const has = (...wanted: readonly string[]) => wanted.some((role) => roles.includes(role));
  const isBureau = has('supervisor');
  const isAgency = has('publisher', 'reviewer') && Boolean(agency);
  const [queue, asked, provided, all, scenarios] = await Promise.all([
    isBureau || (isAgency && has('reviewer'))
      ? shareList(isBureau ? s.queue.supervisor : s.queue.adviser, 'queue', s.queue.empty)
      : undefined,
    isAgency ? shareList(s.asked, 'asked', s.askedEmpty) : undefined,
    isAgency ? shareList(s.provided, 'provided', s.providedEmpty) : undefined,
    has('supervisor', 'auditor') ? shareList(s.all, 'all', s.allEmpty) : undefined,
    scenarioPanel(isBureau, (said) => refresh(place, said)),
  ]);
  const lists = h('p', {}, h('a', { href: pagePath('/sharing/') }, s.lists));
  place.show(
    besideTabs(place.me, 'shares'),
    lists,
    queue,
    isAgency && finding(),
    asked,
    provided,
    all,
    scenarios,
  );
}

const finding = (): HTMLElement =>
  section(
    s.find.title,
    h('p', { class: 'quiet' }, s.find.text),
    datasetFinder('share-q', notOpen, (found) =>
      h(
        'a',
        {
          href: `${base}?dataset=${encodeURIComponent(found.id)}`,
          'aria-label': `${s.find.ask} ${nameOf(found)}`,
        },
        s.find.ask,
      ),
    ),
  );

async function refresh(place: Place, said: string): Promise<void> {
  await overview(place);
  place.say(said);
  place.root.focus();
}

async function one(place: Place, id: string): Promise<void> {
  const answer = await get<ShareView>(`/api/v1/shares/${encodeURIComponent(id)}`);
  if (!answer.ok)
    return place.show(
      back(),
      problemNotice(answer.problem, () => one(place, id)),
    );
  const { data } = answer;
  nameTab(named(data.dataset));
  place.show(back(), ...(await shareCase(data, (said) => again(place, id, said))));
}

/** After a command: the page as it is now, and what was done said aloud. */
async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

async function asking(place: Place, dataset: string): Promise<void> {
  const form = await shareForm(place, dataset, async ({ id, status }) => {
    history.replaceState(null, '', shareAddress(id));
    const said: Readonly<Record<string, string>> = s.made;
    await again(place, id, said[status] ?? '');
  });
  nameTab(s.find.title);
  place.show(back(), form);
}

function publishing(place: Place): void {
  nameTab(s.scenarios.publish);
  const done = (): Promise<void> => {
    history.replaceState(null, '', base);
    return refresh(place, s.scenarios.published);
  };
  const isBureau = place.me.roles?.includes('supervisor') === true;
  const others = section(s.scenarios.publish, h('p', { class: 'notice' }, s.scenarios.text));
  place.show(back(), isBureau ? scenarioForm(done) : others);
}

const query = new URLSearchParams(location.search);
const [id, dataset] = [query.get('id'), query.get('dataset')];
await start(
  async (place) => {
    if (id !== null) return one(place, id);
    if (dataset !== null) return asking(place, dataset);
    return query.has('scenario') ? publishing(place) : overview(place);
  },
  ({ roles = [] }) => roles.some((role) => ['publisher', 'reviewer', 'supervisor', 'auditor'].includes(role)),
);
