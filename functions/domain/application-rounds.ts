/** What became of an application from one submission to the next. */
import type { Application } from './application-state.ts';
import { isSameAnswer } from './form-answer.ts';
import { type GuideItemId, guideItems } from './guide.ts';

/** For each submission, oldest first, the items that are answered otherwise than in the one before; none of the first. */
export function changedItems({ party, rounds }: Application): readonly (readonly GuideItemId[])[] {
  return rounds.map(({ form }, index) => {
    const before = rounds[index - 1];
    if (!before) return [];
    return guideItems.filter((item) => !isSameAnswer(item, { party, form: before.form }, { party, form }));
  });
}
