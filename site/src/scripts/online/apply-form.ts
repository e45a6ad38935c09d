/** The form of one application, generated from the guide. */

import { hintText } from '../../service-guide.ts';
import { command, type Problem } from './api.ts';
import { type CheckPlaces, checking } from './apply-checks.ts';
import { applyHead } from './apply-head.ts';
import { inputs } from './apply-inputs.ts';
import { partyChoice } from './apply-party.ts';
import { type Offers, readReusable, reuseOffers } from './apply-reuse.ts';
import { correctionList } from './case-parts.ts';
import { button, h } from './dom.ts';
import { type Draft, keepDraft } from './draft.ts';
import { asideNotice, conflictNotice } from './draft-conflict.ts';
import { draftCopy } from './draft-copy.ts';
import { answeringForm } from './explanations.ts';
import { nameTab, type Place, tellIn } from './start.ts';
import { askedText } from './submission.ts';
import type { ApplicationView, DraftForm, Guide, GuideItem, Reusable } from './types.ts';
import { label, nameOf, pagePath, pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

interface Subject {
  readonly guide: Guide;
  readonly view?: ApplicationView;
}

/** Where the form says what it has to say. */
interface Places extends CheckPlaces {
  readonly state: HTMLElement;
  readonly told: HTMLElement;
}

export async function applyForm(place: Place, { guide, view }: Subject): Promise<void> {
  const copy = draftCopy(place.me.id ?? '', view?.id ?? guide.dataset);
  const left = copy.left();
  const party = partyChoice(place.me, { given: view?.application.party, sent: left?.sent?.party }, guide);
  const earlier = await readReusable(party.value());
  const places: Places = {
    state: h('p', { class: 'save-state quiet', role: 'status' }, words.saves),
    told: h('div', { class: 'stack' }),
    faults: h('div', { class: 'stack' }),
    tasks: h('div', { class: 'apply-tasks' }),
  };
  const isRestored = left !== undefined;
  const explanations = answeringForm(view, () => checks.show());
  const draft = keepDraft({
    dataset: guide.dataset,
    ...(view && { id: view.id }),
    form: view ? savedForm(view) : prefilled(place, earlier),
    basedOn: view?.application.written?.revision,
    copy,
    party: party.value,
    onChange: () => {
      checks.show();
      offers.show();
    },
    onState: (saved) => tellSaved(saved),
    onBegun: (id) => {
      party.fix();
      history.replaceState(null, '', `${pagePath('/apply/')}?application=${id}`);
    },
  });
  const refuse = refuser(places, draft, guide);
  const checks = checking({ place, places, draft, guide, party, isOwed: explanations.isOwed });
  const sections = new Map(guide.items.map((item) => [item.id, answering(draft, guide, item)]));
  const offers = reuseOffers({ draft, redraw: (item) => sections.get(item)?.draw() });
  let isHeld = false;
  const tellSaved = (saved: 'saving' | 'saved' | Problem): void => {
    const { state } = places;
    state.textContent = saved === 'saving' ? words.saving : saved === 'saved' ? words.saved : words.notSaved;
    isHeld = typeof saved === 'object' && saved.code === 'party-undecided';
    if (typeof saved === 'object') void refuse(saved);
    if (saved !== 'saved') return;
    places.told.replaceChildren();
    void checks.run();
  };
  party.element.addEventListener('change', async () => {
    if (isHeld) void draft.save();
    else void checks.run();
    checks.show();
    offers.show(await readReusable(party.value()));
  });
  const submit = async (): Promise<void> => {
    checks.begin();
    if (!(await draft.save())) return;
    places.told.replaceChildren();
    if (await checks.isFaulty()) return;
    await send(draft, explanations.values(), refuse);
  };
  checks.show();
  offers.show(earlier);
  nameTab(nameOf({ ...guide, id: guide.dataset }));
  const items = guide.items.map((item) => {
    const own = item.id === 'applicant' ? party.element : sections.get(item.id)?.element;
    return itemSection(guide, item, own, offers);
  });
  place.show(
    applyHead(guide),
    asideNotice(copy, draft),
    view && correctionList(view, true),
    layout(
      places,
      [...items, explanations.element],
      [button(words.submit, submit, 'primary'), button(words.save, () => draft.save())],
    ),
  );
  // Each item has its place now.
  offers.show();
  if (!view && !isRestored && draft.form().contact)
    offers.place('contact').append(h('p', { class: 'hint' }, words.prefilled));
  if (isRestored) places.state.textContent = words.restored;
  void checks.run();
}

const savedForm = ({ application: { draft, rounds } }: ApplicationView): DraftForm =>
  draft ?? rounds.at(-1)?.form ?? {};

/** What is known of whom to reach: from the latest application, or else from the sign-in (Art. 32). */
function prefilled({ me }: Place, earlier: Reusable | undefined): DraftForm {
  const contact = earlier?.contact?.answer ?? (me.name ? { name: me.name } : undefined);
  return contact ? { contact } : {};
}

/** Says what was refused; where two versions of the draft are to be chosen from, both of them. */
function refuser({ told }: Places, draft: Draft, guide: Guide) {
  let choice: Problem | undefined;
  return async (problem: Problem): Promise<void> => {
    if (problem.code !== 'draft-changed') return tellIn(told, problem);
    // The same choice stays as it is: it may be open, or have the focus.
    if (problem !== choice || !told.hasChildNodes()) {
      choice = problem;
      told.replaceChildren(await conflictNotice(draft, guide, problem));
    }
    told.scrollIntoView({ block: 'nearest' });
  };
}

async function send(
  draft: Draft,
  explanations: readonly object[],
  refuse: (problem: Problem) => Promise<void>,
): Promise<void> {
  const id = draft.id();
  if (id === undefined) return;
  const body = { type: 'submit', basedOn: draft.revision() };
  const answer = await command(id, { ...body, ...(explanations.length > 0 && { explanations }) });
  if (!answer.ok) return refuse(answer.problem);
  location.assign(`${pagePath('/my/')}?application=${id}`);
}

/** The controls of an item, which can be drawn anew from the draft. */
function answering(draft: Draft, guide: Guide, item: GuideItem) {
  const element = h('div', { class: 'answer' });
  const draw = (): void => {
    const made = inputs[item.id]({ draft, guide }, item);
    element.replaceChildren(...(made ? [made] : []));
  };
  draw();
  return { element, draw };
}

function itemSection(
  guide: Guide,
  item: GuideItem,
  answer: HTMLElement | undefined,
  offers: Offers,
): HTMLElement {
  return h(
    'section',
    { class: 'item stack', id: `item-${item.id}`, tabindex: -1 },
    h('h2', {}, label(t.items, item.id)),
    h('p', { class: 'hint' }, hintText(item.id, guide, t), `${t.open}${askedText(item)}${t.close}`),
    answer,
    offers.place(item.id),
    h('div', { class: 'item-defects', 'aria-live': 'polite' }),
  );
}

const layout = (
  { tasks, told, faults, state }: Places,
  items: readonly HTMLElement[],
  actions: readonly HTMLElement[],
): HTMLElement =>
  h(
    'div',
    { class: 'apply' },
    tasks,
    h(
      'div',
      { class: 'apply-items' },
      ...items,
      told,
      faults,
      h('p', { class: 'actions' }, ...actions),
      state,
    ),
  );
