/** Two windows or two colleagues wrote one draft: which version holds, the reader chooses; neither text is lost. */
import { get, type Problem } from './api.ts';
import { moment } from './dates.ts';
import { button, details, facts, fill, h } from './dom.ts';
import type { Draft } from './draft.ts';
import type { DraftCopy } from './draft-copy.ts';
import { problemNotice } from './problem.ts';
import { answerTo } from './submission.ts';
import type { ApplicationView, DraftForm, Guide } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

/** Both versions side by side where they differ, and the choice; a notice of what failed when there is none to read. */
export async function conflictNotice(draft: Draft, guide: Guide, problem: Problem): Promise<HTMLElement> {
  const answer = await get<ApplicationView>(`/api/v1/applications/${draft.id()}`);
  if (!answer.ok) return problemNotice(answer.problem);
  const { application } = answer.data;
  const theirs = application.draft ?? application.rounds.at(-1)?.form ?? {};
  const { happened } = problem;
  const { conflict } = words;
  const takeTheirs = (): void => {
    draft.giveWay();
    location.reload();
  };
  const keepMine = () => draft.overwrite(application.written?.revision ?? 0);
  const text = fill(conflict.text, {
    who: happened?.by ?? conflict.somebody,
    at: moment(application.written?.at ?? happened?.at ?? ''),
  });
  return h(
    'div',
    { class: 'notice warning stack', role: 'alert' },
    h('p', {}, h('strong', {}, conflict.title)),
    h('p', {}, text),
    ...differences(answer.data, guide, theirs, draft.form()),
    h(
      'p',
      { class: 'actions' },
      button(conflict.keepMine, keepMine),
      button(conflict.takeTheirs, takeTheirs),
    ),
    h('p', { class: 'hint' }, conflict.hint),
  );
}

/** Item by item, as both versions read. */
function differences(
  { id, application: { party } }: ApplicationView,
  guide: Guide,
  theirs: DraftForm,
  mine: DraftForm,
): HTMLElement[] {
  return guide.items.flatMap((item) => {
    const [other, own] = [theirs, mine].map((form) => answerTo(item.id, { id, party, form, guide }));
    if (other?.textContent === own?.textContent) return [];
    return [
      details(label(t.items, item.id), facts([words.conflict.theirs, other], [words.conflict.mine, own])),
    ];
  });
}

/** What gave way before, to be had back; nothing when nothing did. */
export function asideNotice(copy: DraftCopy, draft: Draft): HTMLElement | undefined {
  const form = copy.aside();
  if (!form) return undefined;
  const { conflict } = words;
  /** The one that stands now takes its place aside. */
  const bringBack = async (): Promise<void> => {
    if (!(await draft.save())) return;
    copy.setAside(draft.form());
    copy.keep({ form, basedOn: draft.revision() });
    location.reload();
  };
  const drop = (): void => {
    copy.dropAside();
    notice.remove();
  };
  const notice = h(
    'div',
    { class: 'notice stack' },
    h('p', {}, conflict.aside),
    h(
      'p',
      { class: 'actions' },
      button(conflict.bringBack, bringBack),
      button(conflict.dropAside, drop, 'plain'),
    ),
  );
  return notice;
}
