/** Columns in which one of few words stands. */
import type { Column } from './columns.ts';
import { guideTypes, guideWord } from './guide-words.ts';
import { wordsOf } from './vocabularies.ts';

const letters = Object.keys(guideTypes) as (keyof typeof guideTypes)[];

/** The one word that a cell can hold, where there are only some. */
export function choicesOf({ key, kind }: Column): readonly string[] {
  if (kind.is === 'word') return wordsOf(kind.of);
  if (kind.is === 'yes-no' || key === 'openness.isOpen') return ['是', '否'];
  if (key === 'dataType') return letters.filter((letter) => letter !== 'G').map(guideWord);
  return [];
}
