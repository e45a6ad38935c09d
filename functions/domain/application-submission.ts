/** Beginning, filling in, submitting, and returning for correction: everything at once, and once (一次性告知, Art. 34). */
import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Asked, type Handlers, present } from './application-answer.ts';
import type { ItemRemark } from './application-command.ts';
import { type DraftForm, isTooLarge } from './application-form.ts';
import type { Application } from './application-state.ts';
import { isCreditCode } from './credit-code.ts';
import { type Answered, isSameAnswer } from './form-answer.ts';
import type { Guide, GuideItemId } from './guide.ts';
import { partyName } from './party.ts';
import { precheck } from './precheck.ts';
import { isBlank } from './visible-text.ts';

/** The first draft begins the application, for one of the parties that the actor acts for. */
export function begin({ command, actor, circumstances: { guide } }: Asked<'save-draft'>): Answer {
  const { dataset, party: wanted, form, renews } = command;
  if (dataset === undefined || wanted === undefined) return 'application-unnamed';
  if (guide?.dataset !== dataset) return 'no-applications';
  const party = actor.parties.find((each) => partyName(each) === wanted);
  if (!party) return 'not-your-party';
  if (party.kind === 'organisation' && !isCreditCode(party.creditCode)) return 'credit-code';
  if (isTooLarge(form)) return 'form-too-large';
  const people = [{ id: actor.id, name: actor.name }];
  const opened = { dataset, agency: guide.agency, party, people, ...(renews !== undefined && { renews }) };
  return [
    { type: 'opened', data: opened },
    { type: 'draft-saved', data: { form } },
  ];
}

export const submissionHandlers: Handlers<'save-draft' | 'submit' | 'return'> = {
  'save-draft': (state, { command: { dataset, party, form, basedOn } }) => {
    const isOther = dataset !== undefined && dataset !== state.dataset;
    if (isOther || (party !== undefined && party !== partyName(state.party))) return 'begun-otherwise';
    if (isTooLarge(form)) return 'form-too-large';
    if (basedOn === undefined) return 'base-required';
    // Whoever says again what stands there takes nothing from anybody: so does a page whose answer was lost.
    if (isDeepStrictEqual(form, workingCopy(state))) return [];
    return overtaken(state, basedOn) ?? [{ type: 'draft-saved', data: { form } }];
  },
  submit,
  return: giveBack,
};

/** What the applicant goes on with: the saved draft, or what was submitted last. */
const workingCopy = ({ draft, rounds }: Application): DraftForm => draft ?? rounds.at(-1)?.form ?? {};

/** What somebody else wrote since, or the same person in another window, is not overwritten or submitted unseen. */
function overtaken({ written, draft, people }: Application, basedOn: number): Answer | undefined {
  if (!written || written.revision === basedOn) return undefined;
  const { revision, at, by } = written;
  const name = people.find(({ id }) => id === by)?.name;
  const happened = { type: draft ? 'draft-saved' : 'submitted', at, ...(name !== undefined && { by: name }) };
  return { code: 'draft-changed', revision, happened };
}

/** The guide it was first submitted under goes on to hold; what columns exist, and how they are given, is a matter of fact. */
export const guideInForce = ({ guide }: Application, current: Guide): Guide => {
  return { ...(guide ?? current), fields: current.fields, access: current.access };
};

function submit(state: Application, { command, circumstances: { guide: current } }: Asked<'submit'>): Answer {
  if (!current) return 'no-applications';
  if (command.basedOn === undefined) return 'base-required';
  const moved = overtaken(state, command.basedOn);
  if (moved) return moved;
  const draft = command.form ?? workingCopy(state);
  if (isTooLarge(draft)) return 'form-too-large';
  const guide = guideInForce(state, current);
  const checked = precheck(draft, state.party, guide);
  if (checked.outcome === 'incomplete') return { code: 'form-incomplete', defects: checked.defects };
  const { form } = checked;
  const explanations = command.explanations ?? [];
  const fault = responseFault(state, { party: state.party, form }, explanations);
  return (
    fault ?? [{ type: 'submitted', data: { form, guide: shown(guide, form.fields ?? []), explanations } }]
  );
}

/** Every correction asked for is made, or explained. */
function responseFault(
  { party, rounds }: Application,
  now: Answered,
  explanations: readonly ItemRemark[],
): Answer | undefined {
  const last = rounds.at(-1);
  const asked = itemsOf(last?.returned?.corrections ?? []);
  const unknown = itemsOf(explanations).filter((item) => !asked.includes(item));
  if (unknown.length > 0) return { code: 'unknown-item', items: unknown };
  if (explanations.some(({ message }) => isBlank(message))) return 'blank-text';
  if (!last) return undefined;
  const explained = itemsOf(explanations);
  const before = { party, form: last.form };
  const items = asked.filter((item) => !explained.includes(item) && isSameAnswer(item, before, now));
  return items.length > 0 ? { code: 'not-corrected', items } : undefined;
}

/** The guide as the event keeps it: of thousands of columns, those that are asked for. */
function shown(guide: Guide, wanted: readonly { readonly name: string }[]): Guide {
  const names = new Set(wanted.map(({ name }) => name));
  return { ...guide, fields: guide.fields.filter(({ name }) => names.has(name)) };
}

/**
 * Art. 34: a return names everything that must be corrected, in agreement with the guide. What could be seen in an
 * earlier return, because the answer was the same, cannot be raised any more, named then or not: unless the answer
 * changes, the agency decides.
 */
function giveBack(state: Application, { command: { corrections } }: Asked<'return'>): Answer {
  const guide = present(state.guide, state.status);
  const known = guide.items.map(({ id }) => id);
  const items = itemsOf(corrections);
  const unknown = items.filter((item) => !known.includes(item));
  if (unknown.length > 0) return { code: 'unknown-item', items: unknown };
  if (corrections.some(({ message }) => isBlank(message))) return 'blank-text';
  const settled = settledItems(state);
  const visible = items.filter((item) => settled.includes(item));
  if (visible.length > 0) return { code: 'already-told', items: visible };
  return [{ type: 'returned', data: { corrections } }];
}

/** Items that cannot be a ground for another return: their answers are as they were at an earlier one (Art. 34). */
export function settledItems({ party, rounds, guide }: Application): GuideItemId[] {
  const form = rounds.at(-1)?.form;
  const earlier = rounds.filter(({ returned }) => returned);
  if (!form || !guide) return [];
  return guide.items
    .map(({ id }) => id)
    .filter((item) =>
      earlier.some((round) => isSameAnswer(item, { party, form: round.form }, { party, form })),
    );
}

const itemsOf = (remarks: readonly ItemRemark[]): GuideItemId[] => [
  ...new Set(remarks.map(({ item }) => item)),
];
