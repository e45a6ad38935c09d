/** The problems of objections: status for each refusal; title and advice are the two halves of its words. */
import { type ObjectionRefusalCode, objectionRefusals } from './domain/objection-refusals.ts';
import type { ProblemKind } from './problem-kind.ts';
import { objectionServiceRefusals } from './service/objection/contract.ts';

/** Shared with applications and publications; they mean the same. */
type Shared =
  | 'not-permitted'
  | 'wrong-status'
  | 'blank-text'
  | 'not-overdue'
  | 'escalated-already'
  | 'not-run-out';
type ServiceCode = 'objection-overtaken' | 'unknown-target' | 'evidence-refused' | 'unknown-evidence';
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
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const words = { ...objectionRefusals, ...objectionServiceRefusals } as Readonly<
  Record<ObjectionProblemCode, string>
>;

export const objectionProblems = Object.fromEntries(
  (Object.keys(statuses) as ObjectionProblemCode[]).map((code) => {
    const [title = '', ...rest] = words[code].split('; ');
    const advice = `${sentence(rest.join('; '))}.`;
    return [code, { status: statuses[code], title: sentence(title), advice }];
  }),
) as Readonly<Record<ObjectionProblemCode, ProblemKind>>;
