/** The problems of sharing between agencies: status for each refusal; title and advice are the two halves of its words. */
import { type ShareRefusalCode, shareRefusals } from './domain/share-command.ts';
import { problemsOf } from './problem-kind.ts';

const statuses: Readonly<Record<ShareRefusalCode, number>> = {
  'unknown-share': 404,
  'share-not-permitted': 403,
  'share-wrong-status': 409,
  'share-agency-only': 403,
  'share-unknown-dataset': 422,
  'share-own-data': 422,
  'share-open-already': 422,
  'share-duty-unaccepted': 422,
  'share-scenario-unfit': 422,
  'share-terms-unfit': 422,
  'share-not-agreed': 409,
  'share-overtaken': 409,
  'too-many-shares': 429,
  'unknown-scenario': 404,
  'scenario-not-permitted': 403,
  'scenario-unfit': 422,
};

export type ShareProblemCode = ShareRefusalCode;

export const shareProblems = problemsOf<ShareProblemCode>(statuses, shareRefusals);
