/** The pre-check of an application's form: what it finds is told beside the items, and all at once (一次性告知, Art. 34). */
import { post } from './api.ts';
import type { PartyChoice } from './apply-party.ts';
import { defectSummary, showDefects, taskList } from './apply-tasks.ts';
import type { Draft } from './draft.ts';
import type { About } from './problem.ts';
import type { Place } from './start.ts';
import type { DraftForm, FormDefect, Guide, GuideItem } from './types.ts';

export interface CheckPlaces {
  /** What the pre-check found. */
  readonly faults: HTMLElement;
  readonly tasks: HTMLElement;
}

interface Checking {
  readonly place: Place;
  readonly places: CheckPlaces;
  readonly draft: Draft;
  readonly guide: Guide;
  readonly party: PartyChoice;
  readonly isOwed: (item: GuideItem, form: DraftForm) => boolean;
}

/** Asks the machine's pre-check; shows its defects beside the items once the reader has asked to submit. */
export function checking({ place, places: { faults, tasks }, draft, guide, party, isOwed }: Checking) {
  let defects: readonly FormDefect[] | undefined;
  let isAsked = false;
  let sent = 0;
  let told = 0;
  const show = (): void => {
    const hasParty = draft.id() !== undefined || party.value() !== undefined;
    tasks.replaceChildren(taskList(guide, { form: draft.form(), hasParty, defects, isOwed }));
  };
  const run = async (): Promise<readonly FormDefect[] | undefined> => {
    const form = draft.form();
    const application = draft.id();
    // Nothing is checked for an applicant whom nobody has chosen.
    if (application === undefined && party.value() === undefined) return undefined;
    const of = application === undefined ? { dataset: guide.dataset, party: party.value() } : { application };
    const body = { ...of, form };
    sent += 1;
    const turn = sent;
    const answer = await post<{ defects: readonly FormDefect[] }>('/api/v1/applications/precheck', body);
    if (!answer.ok) return undefined;
    const found = answer.data.defects;
    // What was asked later knows more; its answer may be here already.
    if (turn > told) tell(found, { form, guide });
    told = Math.max(told, turn);
    return found;
  };
  const tell = (found: readonly FormDefect[], about: Required<About>): void => {
    defects = found;
    show();
    if (isAsked) showDefects(place.root, found, about);
    const hadFocus = faults.contains(document.activeElement);
    faults.replaceChildren(...(isAsked && found.length > 0 ? [defectSummary(found, about)] : []));
    if (hadFocus) focus();
  };
  const focus = (): void => faults.querySelector<HTMLElement>('[tabindex]')?.focus();
  const begin = (): void => {
    isAsked = true;
    faults.replaceChildren();
  };
  const isFaulty = async (): Promise<boolean> => {
    const found = (await run()) ?? [];
    if (found.length > 0) focus();
    return found.length > 0;
  };
  return { show, run, begin, isFaulty };
}
