/** The list of tasks: each part of the form with its state, and all defects at once (一次性告知, Art. 34). */
import { fill, h, mark } from './dom.ts';
import { type About, defectText } from './problem.ts';
import type { DraftForm, FormDefect, Guide, GuideItem, GuideItemId } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

const isBegun: Readonly<
  Record<Exclude<GuideItemId, 'applicant'>, (form: DraftForm, guide: Guide) => boolean>
> = {
  contact: ({ contact }) => Object.values(contact ?? {}).some(Boolean),
  fields: ({ fields = [] }) => fields.length > 0,
  'field-reasons': ({ fields = [] }, guide) =>
    fields.some(({ name }) => guide.fields.some((field) => field.name === name && field.needsReason)),
  scope: ({ scope }) => Boolean(scope),
  scenario: ({ scenario }) => Boolean(scenario),
  purpose: ({ purpose }) => Boolean(purpose),
  access: ({ access = [] }) => access.length > 0,
  frequency: ({ frequency }) => Object.keys(frequency ?? {}).length > 0,
  term: ({ term }) => term !== undefined,
  security: ({ security }) => Boolean(security),
  undertakings: ({ undertakings = [] }) => undertakings.length > 0,
  attachments: ({ attachments = [] }) => attachments.length > 0,
};

type State = 'done' | 'open' | 'mend' | 'owed' | 'optional' | 'unneeded';
const marks = {
  done: () => mark('accent', t.tasks.done),
  open: () => mark('quiet', t.tasks.open),
  mend: () => mark('warning', t.tasks.mend),
  owed: () => mark('warning', t.tasks.owed),
  optional: () => mark('quiet', t.optional),
  unneeded: () => mark('quiet', t.tasks.unneeded),
} satisfies Record<State, () => HTMLElement>;

function stateOf(item: GuideItem, isFound: boolean, begun: boolean): State {
  if (isFound) return begun && item.id !== 'applicant' ? 'mend' : 'open';
  if (begun) return 'done';
  return item.id === 'field-reasons' ? 'unneeded' : item.required ? 'open' : 'optional';
}

interface Progress {
  readonly form: DraftForm;
  /** Whether it is known for whom. */
  readonly hasParty: boolean;
  /** Undefined before the first check. */
  readonly defects: readonly FormDefect[] | undefined;
  readonly isOwed: (item: GuideItem, form: DraftForm) => boolean;
}

/** One line for each item: done, to do, or to mend. */
export function taskList(guide: Guide, { form, hasParty, defects, isOwed }: Progress): HTMLElement {
  const states = guide.items.map((item) => {
    const isFound = defects?.some((defect) => defect.item === item.id) ?? false;
    const begun = item.id === 'applicant' ? hasParty : isBegun[item.id](form, guide);
    const state = stateOf(item, isFound, begun);
    return [item.id, state === 'done' && isOwed(item, form) ? 'owed' : state] as const;
  });
  const asked = states.filter(([, state]) => state !== 'optional' && state !== 'unneeded');
  const done = asked.filter(([, state]) => state === 'done');
  return h(
    'nav',
    { class: 'tasks', 'aria-label': t.tasks.title },
    h(
      'p',
      {},
      h('strong', {}, t.tasks.title),
      ' ',
      h('span', { class: 'quiet num' }, `${done.length} / ${asked.length}`),
    ),
    h(
      'ol',
      { role: 'list' },
      ...states.map(([id, state]) =>
        h('li', {}, h('a', { href: `#item-${id}` }, label(t.items, id)), marks[state]()),
      ),
    ),
  );
}

/** Undertakings stand beside their boxes: how many are missing says enough. */
function wordsOf(defects: readonly FormDefect[], about: About): string[] {
  const missing = defects.filter(({ code }) => code === 'undertaking-missing');
  const others = defects.filter((defect) => !missing.includes(defect)).map((each) => defectText(each, about));
  return missing.length > 1
    ? [...others, fill(t.undertakingsMissing, { n: missing.length })]
    : [...others, ...missing.map((each) => defectText(each, about))];
}

/** The control that a defect is about, where it is a part of its item. */
const controls: Readonly<Record<string, string>> = {
  'contact.name': 'contact-name',
  'frequency.cycle': 'frequency-cycle',
  'frequency.requestsPerDay': 'frequency-day',
};

/** Writes the defects of each item beside its controls. */
export function showDefects(root: ParentNode, defects: readonly FormDefect[], about: Required<About>): void {
  const { guide, form } = about;
  for (const { id } of guide.items) {
    const own = defects.filter(({ item }) => item === id);
    const lines = wordsOf(own, about).map((text) => h('p', { class: 'field-problem' }, mark('danger', text)));
    root.querySelector(`#item-${id} .item-defects`)?.replaceChildren(...lines);
  }
  for (const marked of root.querySelectorAll('[aria-invalid]')) marked.removeAttribute('aria-invalid');
  for (const { item, path } of defects) {
    const reason = /^fields\[(\d+)\]\.reason$/.exec(path)?.[1];
    const id = reason ? `reason-${form.fields?.[Number(reason)]?.name}` : controls[path];
    const wrong =
      id === undefined
        ? [...root.querySelectorAll(`#item-${item} :is(input:not([type=checkbox]), textarea, select)`)]
        : [document.getElementById(id)];
    for (const control of wrong) control?.setAttribute('aria-invalid', 'true');
  }
}

/** All of them in one place, each leading to its item. */
export function defectSummary(defects: readonly FormDefect[], about: Required<About>): HTMLElement {
  const items = about.guide.items.filter(({ id }) => defects.some(({ item }) => item === id));
  const title = fill(words.defects, { n: items.length });
  return h(
    'div',
    { class: 'notice danger', role: 'group', tabindex: -1, 'aria-label': title },
    h('p', {}, h('strong', {}, title)),
    h(
      'ul',
      {},
      ...items.map(({ id }) => {
        const own = defects.filter(({ item }) => item === id);
        const link = h('a', { href: `#item-${id}` }, label(t.items, id));
        return h('li', {}, link, t.colon, wordsOf(own, about).join(t.semicolon));
      }),
    ),
  );
}
