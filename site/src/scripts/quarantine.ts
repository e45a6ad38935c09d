/** `/quarantine/`: what is offline (Art. 43, 45); `?dataset=`: one dataset, taken offline and brought back. */
import type { PublicationHistory } from '../../../functions/service/publication/contract.ts';
import type { ListedQuarantine } from '../../../functions/service/publication/quarantines.ts';
import { get } from './online/api.ts';
import { datasetFinder } from './online/dataset-finder.ts';
import { moment } from './online/dates.ts';
import { h, mark, section, table } from './online/dom.ts';
import { besideTabs } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { offlineForm, quarantineEntry, targetText, versionTable } from './online/quarantine-case.ts';
import { quarantineAddress, w } from './online/quarantine-words.ts';
import { nameTab, type Place, start } from './online/start.ts';
import { agencyName, nameOf, pagePath, t } from './online/words.ts';

const base = pagePath('/quarantine/');
const api = '/api/v1/quarantines';
type Listing = { readonly data: readonly ListedQuarantine[] };
type History = Pick<PublicationHistory, 'events'> & { readonly entry: PublicationHistory['entry'] | null };

const titleOf = ({ id, title, titleEn }: ListedQuarantine['dataset']): string =>
  nameOf({ id, title, ...(titleEn !== null && { titleEn }) });

function listTable(data: readonly ListedQuarantine[]): HTMLElement {
  const { dataset, target, agency, at, by, state } = w.head;
  const heads = [dataset, target, agency, at, by, state].map((head) => ({ head }));
  const rows = data.map((each) => [
    h('a', { href: quarantineAddress(each.dataset.id) }, titleOf(each.dataset)),
    targetText(each.version),
    agencyName(each.agency),
    moment(each.at),
    w.offices[each.quarantine],
    each.release ? mark('warning', w.states.release) : mark('danger', w.states.offline),
  ]);
  const made = table(w.list, heads, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

async function overview({ me, show }: Place): Promise<void> {
  const { roles = [], agency } = me;
  const answer = await get<Listing>(api);
  const list = !answer.ok
    ? problemNotice(answer.problem)
    : answer.data.data.length === 0
      ? h('p', { class: 'notice' }, w.empty)
      : listTable(answer.data.data);
  // Of the own agency; the Bureau reaches every one, auditors only read.
  const isBureau = roles.includes('supervisor');
  const among = isBureau ? [{}] : agency && !roles.includes('auditor') ? [{ agency }] : [];
  show(besideTabs(me, 'quarantine'), section(w.list, list), among.length > 0 && finding(among));
}

const finding = (among: Parameters<typeof datasetFinder>[1]): HTMLElement =>
  section(
    w.find.title,
    h('p', { class: 'quiet' }, w.find.text),
    datasetFinder('quarantine-q', among, (found) =>
      h(
        'a',
        { href: quarantineAddress(found.id), 'aria-label': `${w.find.pick} ${nameOf(found)}` },
        w.find.pick,
      ),
    ),
  );

async function one(place: Place, id: string): Promise<void> {
  const key = encodeURIComponent(id);
  const back = h('p', {}, h('a', { href: base }, t.back));
  // Auditors read what is offline, and nothing else of a publication.
  const isAuditor = place.me.roles?.includes('auditor') ?? false;
  const [listed, history] = await Promise.all([
    get<Listing>(`${api}?dataset=${key}`),
    isAuditor ? undefined : get<History>(`/api/v1/publications/${key}`),
  ]);
  if (!listed.ok)
    return place.show(
      back,
      problemNotice(listed.problem, () => one(place, id)),
    );
  if (history && !history.ok) return place.show(back, problemNotice(history.problem));
  const { data } = listed.data;
  const entry = history?.data.entry ?? undefined;
  const name = entry ? nameOf(entry.dataset) : data[0] ? titleOf(data[0].dataset) : id;
  nameTab(name);
  const done = (said: string): Promise<void> => again(place, id, said);
  place.show(
    back,
    section(name, h('p', {}, h('a', { href: pagePath(`/datasets/${key}/`) }, w.toDataset))),
    ...data.map((each) => quarantineEntry(each, done)),
    data.length === 0 && h('p', { class: 'notice' }, w.notOffline),
    entry && offlineForm(entry, done),
    entry && versionTable(entry),
  );
}

/** After a command: the page as it is now, and what was done said aloud. */
async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

const dataset = new URLSearchParams(location.search).get('dataset');
await start(
  (place) => (dataset === null ? overview(place) : one(place, dataset)),
  ({ roles = [] }) => roles.some((role) => ['publisher', 'reviewer', 'supervisor', 'auditor'].includes(role)),
);
