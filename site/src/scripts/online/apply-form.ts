/** The form of one application, generated from the guide. */
import { command, once, type Problem } from './api.ts';
import { applyHead } from './apply-head.ts';
import { inputs } from './apply-inputs.ts';
import { partyChoice } from './apply-party.ts';
import { defectSummary, showDefects, taskList } from './apply-tasks.ts';
import { correctionList } from './case-parts.ts';
import { button, fill, h } from './dom.ts';
import { type Draft, keepDraft } from './draft.ts';
import { answeringForm } from './explanations.ts';
import { type Place, tellIn } from './start.ts';
import { lawText, limitText } from './submission.ts';
import type { ApplicationView, FormDefect, Guide, GuideItem } from './types.ts';
import { label, pagePath, pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

export function applyForm(
  place: Place,
  { guide, view }: { readonly guide: Guide; readonly view?: ApplicationView },
): void {
  const party = partyChoice(place.me, view?.application.party);
  const state = h('p', { class: 'save-state quiet', role: 'status' }, words.saves);
  const told = h('div', { class: 'stack' });
  const tasks = h('div', { class: 'apply-tasks' });
  let defects: readonly FormDefect[] | undefined;
  const draft = keepDraft({
    dataset: guide.dataset,
    ...(view && { id: view.id }),
    form: view ? (view.application.draft ?? view.application.rounds.at(-1)?.form ?? {}) : {},
    party: party.value,
    onChange: () => tasks.replaceChildren(taskList(guide, draft.form(), defects)),
    onState: (saved) => {
      state.textContent =
        saved === 'saving' ? words.saving : saved === 'saved' ? words.saved : words.notSaved;
      if (typeof saved === 'object') tellIn(told, saved);
      else if (saved === 'saved') void check();
    },
    onBegun: (id) => {
      party.fix();
      history.replaceState(null, '', `${pagePath('/apply/')}?application=${id}`);
    },
  });
  const explanations = answeringForm(view);
  /** Asks the machine's pre-check; shows its defects beside the items once the reader has asked to submit. */
  let isAsked = false;
  const check = async (): Promise<readonly FormDefect[] | undefined> => {
    const answer = await once<{ defects: readonly FormDefect[] }>('/api/v1/applications/precheck', {
      dataset: guide.dataset,
      party: party.value(),
      form: draft.form(),
    });
    if (!answer.ok) return undefined;
    defects = answer.data.defects;
    tasks.replaceChildren(taskList(guide, draft.form(), defects));
    if (isAsked) {
      showDefects(place.root, guide, defects);
      told.replaceChildren(...(defects.length > 0 ? [summaryOf(defects)] : []));
    }
    return defects;
  };
  const submit = async (): Promise<void> => {
    isAsked = true;
    told.replaceChildren();
    if (!(await draft.save())) return;
    const found = await check();
    if (found && found.length > 0) {
      told.querySelector<HTMLElement>('[tabindex]')?.focus();
      return;
    }
    await send(draft, explanations.values(), (problem) => tellIn(told, problem));
  };
  tasks.append(taskList(guide, draft.form(), defects));
  const items = guide.items.map((item) =>
    itemSection(draft, guide, item, item.id === 'applicant' ? party.element : undefined),
  );
  place.show(
    applyHead(guide),
    view && correctionList(view),
    h(
      'div',
      { class: 'apply' },
      tasks,
      h(
        'div',
        { class: 'apply-items' },
        ...items,
        explanations.element,
        told,
        h(
          'p',
          { class: 'actions' },
          button(words.submit, submit, 'primary'),
          button(words.save, () => draft.save()),
        ),
        state,
      ),
    ),
  );
  if (view) void check();
}

async function send(
  draft: Draft,
  explanations: readonly object[],
  refuse: (problem: Problem) => void,
): Promise<void> {
  const id = draft.id();
  if (id === undefined) return;
  const answer = await command(id, { type: 'submit', ...(explanations.length > 0 && { explanations }) });
  if (!answer.ok) return refuse(answer.problem);
  location.assign(`${pagePath('/my/')}?application=${id}`);
}

const summaryOf = (defects: readonly FormDefect[]): HTMLElement =>
  defectSummary(defects, fill(words.defects, { n: defects.length }));

function itemSection(draft: Draft, guide: Guide, item: GuideItem, own: HTMLElement | undefined): HTMLElement {
  return h(
    'section',
    { class: 'item stack', id: `item-${item.id}`, tabindex: -1 },
    h('h2', {}, label(t.items, item.id)),
    h(
      'p',
      { class: 'hint' },
      label(t.hints, item.id),
      ' ',
      `${t.open}${limitText(item)}${t.comma}${lawText(item.law)}${t.close}`,
    ),
    own ?? inputs[item.id]({ draft, guide }, item),
    h('div', { class: 'item-defects', 'aria-live': 'polite' }),
  );
}
