/** One harvested entry: what its source tells, what changed, what stands against publishing it, and the decision. */
import type { Harvested } from '../../../../functions/domain/harvested.ts';
import type { HarvestedStatus } from '../../../../functions/domain/harvested-permissions.ts';
import type { HarvestedEntry } from '../../../../functions/service/harvest/review.ts';
import { post } from './api.ts';
import { actForm } from './command-form.ts';
import { moment } from './dates.ts';
import { alertOf, details, facts, h, section, table } from './dom.ts';
import { sourceAddress, stateMark, w } from './harvested-words.ts';
import { label, t } from './words.ts';

export type EntryView = Harvested &
  Omit<HarvestedEntry, 'entry'> & { readonly id: string; readonly status: HarvestedStatus };
type Done = (said: string) => Promise<void>;

export const harvestedCase = (
  entry: EntryView,
  mayDecide: boolean,
  done: Done,
): readonly (HTMLElement | undefined)[] => [
  section(entry.title, h('p', {}, stateMark(entry.status)), toldFacts(entry)),
  changes(entry),
  defects(entry),
  acts(entry, mayDecide, done),
  section(w.draft.title, draftTable(entry)),
];

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

/** As a reader takes it: words as they are, everything else as JSON. */
const valueText = (value: unknown): string =>
  value === undefined ? t.none : typeof value === 'string' ? value : JSON.stringify(value);
const memberName = (key: string): string => label(w.members, key);

function changes({ accepted, draft }: EntryView): HTMLElement {
  const { title, none, first, member, before, now } = w.changes;
  if (!accepted) return section(title, h('p', { class: 'notice' }, first));
  const then: Readonly<Record<string, unknown>> = { ...accepted };
  const changed = [...new Set([...Object.keys(then), ...Object.keys(draft)])].filter(
    (key) => valueText(then[key]) !== valueText(draft[key]),
  );
  if (changed.length === 0) return section(title, h('p', { class: 'notice' }, none));
  const rows = changed.map((key) => [memberName(key), valueText(then[key]), valueText(draft[key])]);
  const made = table(title, [{ head: member }, { head: before }, { head: now }], rows, { quiet: true });
  made.classList.add('blocks');
  return section(title, made);
}

function defects({ defects: found }: EntryView): HTMLElement {
  const { title, none } = w.defects;
  if (found.length === 0) return section(title, h('p', { class: 'notice' }, none));
  const lines = found.map(({ path, message, allowed }) =>
    h(
      'li',
      {},
      memberName(path),
      t.colon,
      // The rules of publication speak to programs, in English.
      h('span', { lang: 'en' }, allowed === undefined ? message : `${message} (${allowed})`),
    ),
  );
  return section(title, h('ul', { class: 'corrections' }, ...lines));
}

function draftTable({ draft }: EntryView): HTMLElement {
  const { title, member, value } = w.draft;
  const rows = Object.entries(draft).map(([key, each]) => [
    memberName(key),
    h('span', { class: 'as-written' }, valueText(each)),
  ]);
  const made = table(title, [{ head: member }, { head: value }], rows, { quiet: true });
  made.classList.add('blocks');
  return made;
}

/** Undefined for what is no JSON object. */
function correctionsOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function acts({ id, hash, status }: EntryView, mayDecide: boolean, done: Done): HTMLElement {
  const { act } = w;
  if (!mayDecide) return section(act.title, h('p', { class: 'notice' }, act.none));
  const path = `/api/v1/harvested/${encodeURIComponent(id)}/commands`;
  const written = (): string => accept.querySelector<HTMLTextAreaElement>('#corrections')?.value.trim() ?? '';
  const accept: HTMLFormElement = actForm({
    submit: act.accept,
    look: 'primary',
    fields: [
      { id: 'corrections', label: act.corrections, hint: act.correctionsHint, kind: 'textarea', rows: 3 },
    ],
    lacks: () => alertOf(correctionsOf(written()) ? undefined : act.notJson),
    body: ({ corrections = '' }) => ({ type: 'accept', hash, corrections: correctionsOf(corrections) }),
    send: async (whole) => {
      const answer = await post(path, whole);
      // What stands against it is listed above, in words.
      return answer.ok ? answer : { ok: false, problem: { code: answer.problem.code } };
    },
    done: () => done(act.accepted),
  });
  const reject = actForm({
    submit: act.reject,
    fields: [
      { id: 'reject-reason', label: act.reason, kind: 'textarea', rows: 3, longest: 1000, required: true },
    ],
    body: (values) => ({ type: 'reject', hash, reason: values['reject-reason'] }),
    send: (whole) => post(path, whole),
    done: () => done(act.rejected),
  });
  return section(act.title, status !== 'gone' && accept, details(act.reject, reject));
}
