/** The problems of objections: status for each refusal; title and advice are the two halves of its words. */
import { type ObjectionRefusalCode, objectionRefusals } from './domain/objection-refusals.ts';
import { problemsOf } from './problem-kind.ts';

/** Shared with applications and publications; they mean the same. */
type Shared =
  | 'not-permitted'
  | 'wrong-status'
  | 'blank-text'
  | 'not-overdue'
  | 'escalated-already'
  | 'not-run-out';
/** What surrounds an objection can refuse too; its own rules stand in the domain. */
const surrounding = {
  'objection-overtaken': 'somebody else keeps changing this objection; look at it and try again',
  'unknown-target': 'there is no such dataset, version, field or row; `detail` says which',
  'evidence-refused': 'this file cannot be attached; `detail` says what to change',
  'unknown-evidence': 'the objection has no such file; take the hash from the objection',
  'too-many-objections': 'too many objections were filed from one account today; try again tomorrow',
} as const;
type ServiceCode = keyof typeof surrounding;
export type ObjectionProblemCode = Exclude<ObjectionRefusalCode, Shared> | ServiceCode;

const statuses: Readonly<Record<ObjectionProblemCode, number>> = {
  'unknown-objection': 404,
  'own-objection': 403,
  'bureau-scope': 409,
  'department-scope': 409,
  'not-verified': 422,
  'statement-given': 409,
  'supplements-full': 409,
  'not-quarantinable': 409,
  'quarantined-already': 409,
  'personal-reason': 422,
  'objection-overtaken': 409,
  'unknown-target': 422,
  'evidence-refused': 422,
  'unknown-evidence': 404,
  'too-many-objections': 429,
};

const words: Readonly<Record<ObjectionProblemCode, string>> = { ...objectionRefusals, ...surrounding };

export const objectionProblems = problemsOf(statuses, words);
