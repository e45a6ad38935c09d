/** The problems of what was harvested: status for each refusal; title and advice are the two halves of its words. */
import { type OwnHarvestedRefusalCode, ownHarvestedRefusals } from './domain/harvested-refusals.ts';
import { problemsOf } from './problem-kind.ts';

const statuses: Readonly<Record<OwnHarvestedRefusalCode, number>> = {
  'unknown-harvested': 404,
  'gone-at-source': 409,
  'changed-at-source': 409,
  'harvested-not-publishable': 422,
};

export type HarvestedProblemCode = OwnHarvestedRefusalCode;

export const harvestedProblems = problemsOf<HarvestedProblemCode>(statuses, ownHarvestedRefusals);
