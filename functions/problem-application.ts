/** The problems of applications: status for each refusal; title and advice are the two halves of its words. */
import { type ApplicationRefusalCode, applicationRefusals } from './domain/application-refusals.ts';
import { problemsOf } from './problem-kind.ts';

/** What surrounds an application can refuse too; the rules of the application itself stand in the domain. */
const surrounding = {
  'application-overtaken': 'somebody else keeps changing this application; look at it and try again',
  'application-full':
    'this application was saved and changed so often that it takes no more of it; submit it as it is, or withdraw it and begin another',
  'too-many-submissions':
    'this applicant has submitted too many applications today; submit the others tomorrow',
  'unknown-agency': 'there is no such agency; take the id of one from the catalogue',
  'attachment-not-uploaded':
    'the form names a file that was not uploaded to this application; upload every one of `defects`, and take name, size and hash from the answer',
  'attachment-refused': 'this file cannot be attached; `detail` says what to change',
  'unknown-attachment': 'the application has no such file; take the hash from its form',
  'unknown-document': 'there is no such document at this stage; `documents` of the application lists them',
  'signature-refused': 'the signature provider did not sign; `detail` says why',
  'not-your-list': 'this list belongs to another office; choose a scope of your own',
} as const;

/** Shared with publications. */
type Shared = 'not-permitted';
export type ApplicationProblemCode = Exclude<ApplicationRefusalCode, Shared> | keyof typeof surrounding;

const statuses: Readonly<Record<ApplicationProblemCode, number>> = {
  'unknown-application': 404,
  'own-application': 403,
  'wrong-status': 409,
  'no-applications': 409,
  'application-unnamed': 422,
  'not-your-party': 403,
  'credit-code': 422,
  'begun-otherwise': 409,
  'base-required': 428,
  'draft-changed': 409,
  'form-too-large': 413,
  'form-incomplete': 422,
  'not-corrected': 422,
  'unknown-item': 422,
  'blank-text': 422,
  'already-told': 409,
  'own-opinion': 422,
  'opinion-pending': 409,
  'no-opinion-asked': 409,
  'extended-already': 409,
  'extension-too-long': 422,
  'extension-too-late': 409,
  'grant-invalid': 422,
  'signing-too-late': 409,
  'other-text': 409,
  'not-overdue': 409,
  'nudged-today': 409,
  'escalated-already': 409,
  'people-required': 422,
  'person-acts-alone': 422,
  'report-period': 422,
  'not-run-out': 409,
  'application-overtaken': 409,
  'application-full': 409,
  'too-many-submissions': 429,
  'unknown-agency': 422,
  'attachment-not-uploaded': 422,
  'attachment-refused': 422,
  'unknown-attachment': 404,
  'unknown-document': 404,
  'signature-refused': 409,
  'not-your-list': 403,
};

const words: Readonly<Record<ApplicationProblemCode, string>> = { ...applicationRefusals, ...surrounding };

export const applicationProblems = problemsOf(statuses, words);
