/** Every way in which an objection says no, with what it tells the one who asked. */
import type { Refusal } from './refusal.ts';

export const objectionRefusals = {
  'unknown-objection': 'there is no such objection, or its receipt is another; check both',
  'not-permitted': 'your part in this objection does not include this; ask one whose part it is',
  'own-objection': 'you filed this objection, so you do not decide on it; a colleague decides instead',
  'wrong-status': 'this cannot be done at this stage; `happened` says what came before: look at the history',
  'blank-text': 'a text is only white space; write it out',
  'bureau-scope': 'the Bureau decides on this one itself; decide instead of forwarding it (Art. 46(1))',
  'department-scope':
    'this lies in the scope of the responsible department; forward it instead of deciding (Art. 46(2))',
  'not-verified':
    'the department verifies with the providing agency; wait for its statement, or say in `verification` how it was asked (Art. 46(2))',
  'statement-given': 'the providing agency has made its statement; the department decides now',
  'supplements-full': 'so much was added that no more is taken; what there is will be read',
  'not-quarantinable':
    'only an objection for privacy or secrets takes data offline; withdraw the data instead',
  'quarantined-already': 'the data was taken offline because of this objection already; look at the history',
  'personal-reason': 'the reason is public and holds what looks like personal data; leave that out (Art. 45)',
  'not-overdue': 'the time has not run out; the due date is shown with the objection',
  'escalated-already': 'this delay is escalated already; its handling stands in the history',
  'not-run-out': 'what the objector has sent is still kept; it is removed after its time',
} as const;
export type ObjectionRefusalCode = keyof typeof objectionRefusals;

export interface ObjectionRefusal extends Refusal<ObjectionRefusalCode> {
  /** The event that came in between. */
  readonly happened?: { readonly type: string; readonly at: string };
}
