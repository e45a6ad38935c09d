/** The form of one application, generated from the guide. */
import { command, type Problem, post } from './api.ts';
import { applyHead } from './apply-head.ts';
import { inputs } from './apply-inputs.ts';
import { partyChoice } from './apply-party.ts';
import { defectSummary, showDefects, taskList } from './apply-tasks.ts';
import { correctionList } from './case-parts.ts';
import { button, h } from './dom.ts';
import { type Draft, keepDraft } from './draft.ts';
import { draftCopy } from './draft-copy.ts';
import { answeringForm } from './explanations.ts';
import { nameTab, type Place, tellIn } from './start.ts';
import { lawText, limitText } from './submission.ts';
import type { ApplicationView, FormDefect, Guide, GuideItem } from './types.ts';
import { label, nameOf, pagePath, pageWords, t } from './words.ts';

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
  const explanations = answeringForm(view, () => showTasks());
  const showTasks = (): void =>
    tasks.replaceChildren(taskList(guide, draft.form(), defects, explanations.isOwed));
  const copy = draftCopy(place.me.id ?? '', view?.id ?? guide.dataset);
  const draft = keepDraft({
    dataset: guide.dataset,
    ...(view && { id: view.id }),
    form: view ? (view.application.draft ?? view.application.rounds.at(-1)?.form ?? {}) : {},
    copy,
    party: party.value,
    onChange: showTasks,
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
  /** Asks the machine's pre-check; shows its defects beside the items once the reader has asked to submit. */
  let isAsked = false;
  const check = async (): Promise<readonly FormDefect[] | undefined> => {
    const form = draft.form();
    const body = { dataset: guide.dataset, party: party.value(), form };
    const answer = await post<{ defects: readonly FormDefect[] }>('/api/v1/applications/precheck', body);
    if (!answer.ok) return undefined;
    defects = answer.data.defects;
    showTasks();
    const about = { form, guide };
    if (isAsked) showDefects(place.root, defects, about);
    told.replaceChildren(...(isAsked && defects.length > 0 ? [defectSummary(defects, about)] : []));
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
  showTasks();
  const items = guide.items.map((item) =>
    itemSection(draft, guide, item, item.id === 'applicant' ? party.element : undefined),
  );
  nameTab(nameOf({ ...guide, id: guide.dataset }));
  place.show(
    applyHead(guide),
    view && correctionList(view, true),
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
  if (copy.left()) state.textContent = words.restored;
  void check();
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

function itemSection(draft: Draft, guide: Guide, item: GuideItem, own: HTMLElement | undefined): HTMLElement {
  return h(
    'section',
    { class: 'item stack', id: `item-${item.id}`, tabindex: -1 },
    h('h2', {}, label(t.items, item.id)),
    h(
      'p',
      { class: 'hint' },
      label(t.hints, item.id),
      `${t.open}${limitText(item)}${t.comma}${lawText(item.law)}${t.close}`,
    ),
    own ?? inputs[item.id]({ draft, guide }, item),
    h('div', { class: 'item-defects', 'aria-live': 'polite' }),
  );
}
