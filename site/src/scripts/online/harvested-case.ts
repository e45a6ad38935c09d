/** One harvested entry: what its source tells, what changed, what stands against publishing it, and the decision. */
import type { Harvested } from '../../../../functions/domain/harvested.ts';
import type { HarvestedStatus } from '../../../../functions/domain/harvested-permissions.ts';
import type { HarvestedEntry } from '../../../../functions/service/harvest/review.ts';
import { post } from './api.ts';
import { actForm } from './command-form.ts';
import { moment } from './dates.ts';
import { details, facts, h, section, table } from './dom.ts';
import { acceptForm, defectList } from './harvested-form.ts';
import { isKept, proposedOf } from './harvested-parts.ts';
import { partName, sourceAddress, stateMark, valueText, w } from './harvested-words.ts';

export type EntryView = Harvested &
  Omit<HarvestedEntry, 'entry'> & { readonly id: string; readonly status: HarvestedStatus };
type Done = (said: string) => Promise<void>;

/** What is accepted stands as it was accepted, whatever it lacked before. */
export function harvestedCase(
  entry: EntryView,
  mayDecide: boolean,
  done: Done,
): readonly (HTMLElement | undefined)[] {
  const { status, accepted, draft } = entry;
  const isAccepted = status === 'accepted' && accepted !== undefined;
  return [
    section(entry.title, h('p', {}, stateMark(status)), toldFacts(entry)),
    isAccepted ? undefined : changes(entry),
    isAccepted ? undefined : defects(entry, mayDecide),
    acts(entry, mayDecide, done),
    isAccepted
      ? contentTable(w.acceptedTitle, accepted)
      : contentTable(w.draft.title, proposedOf(draft, accepted)),
  ];
}

/** Whatever another portal writes is text; only an address of the web is a link. */
const link = (url: string): HTMLElement | string =>
  /^https?:\/\//.test(url) ? h('a', { href: url, rel: 'nofollow noopener ugc' }, url) : url;

function toldFacts({ source, identifier, told, changedAt, gone, reason }: EntryView): HTMLElement {
  const { landingPage, publisher, distributions } = told;
  const data = h(
    'ul',
    { class: 'links', role: 'list' },
    ...distributions.map(({ url }) => h('li', {}, link(url))),
  );
  return facts(
    [w.facts.source, h('a', { href: sourceAddress(source) }, source)],
    [w.facts.identifier, identifier],
    landingPage !== undefined && [w.facts.page, link(landingPage)],
    [w.facts.publisher, publisher?.name],
    [w.facts.changed, moment(changedAt)],
    gone && [w.facts.gone, moment(gone.since)],
    [w.facts.reason, reason],
    distributions.length > 0 && [w.facts.data, data],
  );
}

function changes({ accepted, draft }: EntryView): HTMLElement {
  const { title, none, first, member, before, now } = w.changes;
  if (!accepted) return section(title, h('p', { class: 'notice' }, first));
  const then: Readonly<Record<string, unknown>> = { ...accepted };
  const proposed = proposedOf(draft, accepted);
  const changed = [...new Set([...Object.keys(then), ...Object.keys(proposed)])].filter(
    (key) => valueText(then[key], key) !== valueText(proposed[key], key),
  );
  if (changed.length === 0) return section(title, h('p', { class: 'notice' }, none));
  const rows = changed.map((key) => [
    partName(key),
    valueText(then[key], key),
    valueText(proposed[key], key),
  ]);
  const made = table(title, [{ head: member }, { head: before }, { head: now }], rows, { quiet: true });
  made.classList.add('blocks');
  return section(title, made);
}

/** What was filled in when it was accepted before stands in the form already. */
function defects({ draft, accepted, ...entry }: EntryView, mayDecide: boolean): HTMLElement {
  const { title, none } = w.defects;
  const found = entry.defects.filter(({ path }) => !isKept(path, draft, accepted));
  if (found.length === 0) return section(title, h('p', { class: 'notice' }, none));
  return section(title, defectList(found, mayDecide));
}

function contentTable(title: string, content: object): HTMLElement {
  const { member, value } = w.draft;
  const rows = Object.entries(content).map(([key, each]) => [
    partName(key),
    h('span', { class: 'as-written' }, valueText(each, key)),
  ]);
  const made = table(title, [{ head: member }, { head: value }], rows, { quiet: true });
  made.classList.add('blocks');
  return section(title, made);
}

function acts(entry: EntryView, mayDecide: boolean, done: Done): HTMLElement {
  const { id, hash, status } = entry;
  const { act } = w;
  if (!mayDecide) return section(act.title, h('p', { class: 'notice' }, act.none));
  const path = `/api/v1/harvested/${encodeURIComponent(id)}/commands`;
  const accept = status !== 'gone' && acceptForm(entry, path, () => done(act.accepted));
  const reject = actForm({
    submit: act.reject,
    fields: [
      { id: 'reject-reason', label: act.reason, kind: 'textarea', rows: 3, longest: 1000, required: true },
    ],
    body: (values) => ({ type: 'reject', hash, status, reason: values['reject-reason'] }),
    send: (whole) => post(path, whole),
    done: () => done(act.rejected),
  });
  return section(
    act.title,
    accept && (status === 'accepted' ? details(act.acceptAgain, accept) : accept),
    details(act.reject, reject),
  );
}
