/** Every way in which an application says no, with what it tells the one who asked. */
import type { Defect } from './defect.ts';
import type { GuideItemId } from './guide.ts';
import type { Refusal } from './refusal.ts';

export const applicationRefusals = {
  'unknown-application': 'there is no such application, or you have nothing to do with it; check the id',
  'not-permitted': 'your part in this application does not include this; ask one whose part it is',
  'own-application':
    'you act for the applicant, so you do not decide on the application; a colleague decides instead',
  'wrong-status': 'this cannot be done at this stage; `happened` says what came before: look at the history',
  'no-applications': 'this dataset takes no applications; only published, conditionally open data does',
  'application-unnamed': 'name the dataset and for whom you apply: `self`, or a credit code you act for',
  'not-your-party': 'you do not act for this organisation; sign in with the right account, or have it added',
  'credit-code': 'the credit code of this organisation does not check; have it corrected where you sign in',
  'begun-otherwise':
    'dataset and applicant stay as the application was begun; begin another application for others',
  'base-required':
    'this says nothing of the draft that it is based on; read the application and send its `written.revision` as `basedOn`',
  'draft-changed':
    'the draft was changed since you read it; read it again, then send what is to hold with the `revision` told here as `basedOn`',
  'form-too-large': 'the form has more than 128 KiB; shorten it, or attach a file',
  'form-incomplete': 'the form does not follow the guide yet; mend every one of `defects`',
  'not-corrected': 'these `items` were returned and are unchanged; correct them, or explain each',
  'unknown-item': 'these `items` are not of the guide, or nothing was asked about them; take items that are',
  'blank-text': 'a text is only white space; write it out',
  'already-told':
    'these `items` were visible when the application was returned before, and their answers are unchanged; decide on the application instead of returning it again (Art. 34)',
  'own-opinion': 'an opinion is asked of another agency than the one that decides; name another',
  'opinion-pending': 'this agency has been asked already; wait for its opinion, or decide without',
  'no-opinion-asked': 'your agency has given its opinion already; it is asked again when another is needed',
  'extended-already': 'a review is extended once only; decide by the due date',
  'extension-too-long': 'the extension is longer than the guide allows; take fewer working days',
  'extension-too-late': 'the review is overdue; it can be extended before its end only: decide now',
  'grant-invalid': 'the terms go beyond what was asked or what exists; mend every one of `defects`',
  'signing-too-late':
    'the time to sign has run out and the approval lapses; take up what was submitted in another application (`renew`)',
  'other-text': 'this is not the agreement that was decided on; read it again and sign what is shown',
  'not-overdue': 'the time has not run out; the due date is shown with the application',
  'nudged-today': 'the agency was nudged today; you may nudge again tomorrow',
  'escalated-already': 'this delay is escalated already; its handling stands in the history',
  'people-required': 'name at least one person, and each person once',
  'person-acts-alone': 'who applies for themselves acts for themselves; keep yourself and nobody else',
  'report-period': 'a report is of days on which the grant had effect, the first before the last',
  'not-run-out': 'the time has not run out; close, withdraw or revoke to end it earlier',
} as const;
export type ApplicationRefusalCode = keyof typeof applicationRefusals;

export interface ApplicationRefusal extends Refusal<ApplicationRefusalCode> {
  /** Items of the guide that the refusal speaks of. */
  readonly items?: readonly GuideItemId[];
  /** All of them, for the form or for the terms of a grant. */
  readonly defects?: readonly Defect[];
  /** The event that came in between: what somebody else did meanwhile. `by`: to those who act for the applicant. */
  readonly happened?: { readonly type: string; readonly at: string; readonly by?: string };
  /** Of the draft as it is now. */
  readonly revision?: number;
}
