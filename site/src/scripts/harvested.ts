/**
 * `/harvested/`: the catalogues that are harvested (Art. 9, 15); `?source=`: the entries of one, `&status=` those that stand so;
 * `?entry=`: one of them, to be accepted or rejected.
 */
import type { HarvestSource } from '../../../functions/domain/harvest-source.ts';
import type { Harvested } from '../../../functions/domain/harvested.ts';
import { type HarvestedStatus, reviewStates } from '../../../functions/domain/harvested-permissions.ts';
import type { LatestRun } from '../../../functions/service/harvest/sources.ts';
import { get } from './online/api.ts';
import { moment } from './online/dates.ts';
import { button, fill, h, section, table } from './online/dom.ts';
import { field } from './online/fields.ts';
import { type EntryView, harvestedCase } from './online/harvested-case.ts';
import { base, entryAddress, sourceAddress, stateMark, w } from './online/harvested-words.ts';
import { besideTabs } from './online/office-links.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, start } from './online/start.ts';
import { agencyName, t } from './online/words.ts';

const api = '/api/v1/harvest-sources';
type Source = HarvestSource & { readonly latest: LatestRun | null };
type Entry = Harvested & { readonly id: string; readonly status: HarvestedStatus };
const most = 50;
const back = (address: string): HTMLElement => h('p', {}, h('a', { href: address }, t.back));

function runText(latest: LatestRun | null): string {
  if (!latest) return w.never;
  const { at, records, bad, isComplete } = latest;
  return fill(w.run, { at: moment(at), n: records, bad }) + (isComplete ? '' : w.runIncomplete);
}

async function overview({ me, show }: Place): Promise<void> {
  const answer = await get<{ readonly data: readonly Source[] }>(api);
  if (!answer.ok) return show(problemNotice(answer.problem));
  const { data } = answer.data;
  if (data.length === 0)
    return show(besideTabs(me, 'harvested'), section(w.sources, h('p', { class: 'notice' }, w.noSources)));
  const heads = Object.values(w.sourceHead).map((head) => ({ head }));
  const rows = data.map(({ id, url, kind, agency, latest }) => [
    h('a', { href: sourceAddress(id) }, id),
    url,
    w.kinds[kind],
    agency === undefined ? w.everyAgency : agencyName(agency),
    runText(latest),
  ]);
  const made = table(w.sources, heads, rows, { quiet: true });
  made.classList.add('blocks');
  show(besideTabs(me, 'harvested'), section(w.sources, made));
}

function entryTable(entries: readonly Entry[]): HTMLElement {
  const { title, status, changed, first } = w.entryHead;
  const columns = [
    { head: title },
    { head: status, look: 'fit' },
    { head: changed },
    { head: first },
  ] as const;
  const rows = entries.map((each) => [
    h('a', { href: entryAddress(each.id) }, each.title),
    stateMark(each.status),
    moment(each.changedAt),
    moment(each.firstSeen),
  ]);
  const made = table(w.entryHead.title, columns, rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

async function entries(place: Place, source: string, status: string): Promise<void> {
  nameTab(source);
  const host = h('div', { class: 'stack', 'aria-live': 'polite' });
  const all: Entry[] = [];
  const load = async (): Promise<void> => {
    const after = all.at(-1)?.key;
    const asked = new URLSearchParams({
      limit: String(most),
      ...(status !== '' && { status }),
      ...(after !== undefined && { after }),
    });
    const answer = await get<{ readonly data: readonly Entry[]; readonly meta: { readonly total: number } }>(
      `${api}/${encodeURIComponent(source)}/entries?${asked}`,
    );
    if (!answer.ok) return host.replaceChildren(problemNotice(answer.problem, load));
    const { data, meta } = answer.data;
    all.push(...data);
    if (all.length === 0) return host.replaceChildren(h('p', { class: 'notice' }, w.noEntries));
    const more = all.length < meta.total ? [button(t.more, load)] : [];
    const count = h('p', { class: 'quiet' }, fill(w.entriesCount, { n: meta.total }));
    host.replaceChildren(count, entryTable(all), ...more);
  };
  await load();
  place.show(back(base), section(fill(w.entries, { source }), statusChoice(source, status), host));
}

function statusChoice(source: string, status: string): HTMLElement {
  const states = [...reviewStates, 'gone'] as const;
  const { element, control } = field({
    id: 'status',
    label: w.status,
    kind: 'select',
    options: [['', w.every], ...states.map((state) => [state, w.states[state]] as const)],
    value: status,
  });
  // By a button: a list that changes while somebody moves through its choices is lost on a keyboard.
  const apply = button(t.filter.apply, () => location.assign(sourceAddress(source, control.value)));
  return h('div', { class: 'stack' }, element, h('p', {}, apply));
}

async function one(place: Place, id: string): Promise<void> {
  const answer = await get<EntryView>(`/api/v1/harvested/${encodeURIComponent(id)}`);
  if (!answer.ok)
    return place.show(
      back(base),
      problemNotice(answer.problem, () => one(place, id)),
    );
  const { data } = answer;
  nameTab(data.title);
  const { roles = [] } = place.me;
  const mayDecide = roles.includes('reviewer') || roles.includes('supervisor');
  const again = async (said: string): Promise<void> => {
    await one(place, id);
    place.say(said);
    place.root.focus();
  };
  place.show(back(sourceAddress(data.source)), ...harvestedCase(data, mayDecide, again));
}

const query = new URLSearchParams(location.search);
const [source, entry] = [query.get('source'), query.get('entry')];
await start(
  (place) => {
    if (entry !== null) return one(place, entry);
    return source === null ? overview(place) : entries(place, source, query.get('status') ?? '');
  },
  ({ roles = [] }) => roles.some((role) => ['publisher', 'reviewer', 'supervisor', 'auditor'].includes(role)),
);
