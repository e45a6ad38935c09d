/** The applicant's answer to one item of the guide, brought to a form in which it can be compared. */
import { isDeepStrictEqual } from 'node:util';
import type { ApplicationForm } from './application-form.ts';
import type { GuideItemId } from './guide.ts';
import type { Party } from './party.ts';
import { visible } from './visible-text.ts';

export interface Answered {
  readonly party: Party;
  readonly form: ApplicationForm;
}

/** Order, white space and what nobody sees do not make another answer. */
const answers: Readonly<Record<GuideItemId, (answered: Answered) => unknown>> = {
  applicant: ({ party }) => party,
  contact: ({ form: { contact } }) => [plain(contact.name), plain(contact.phone), plain(contact.email)],
  fields: ({ form }) => (form.fields ?? []).map(({ name }) => name).sort(),
  'field-reasons': ({ form }) =>
    (form.fields ?? []).map(({ name, reason }) => `${name}: ${plain(reason)}`).sort(),
  scope: ({ form }) => plain(form.scope),
  scenario: ({ form }) => plain(form.scenario),
  purpose: ({ form }) => plain(form.purpose),
  access: ({ form }) => [...form.access].sort(),
  frequency: ({ form: { frequency } }) => [frequency.cycle, frequency.requestsPerDay],
  term: ({ form }) => form.term,
  security: ({ form }) => plain(form.security),
  undertakings: ({ form }) => [...form.undertakings].sort(),
  attachments: ({ form }) => (form.attachments ?? []).map(({ sha256 }) => sha256).sort(),
};

const plain = (text = ''): string => visible(text.normalize('NFKC')).replace(/\s+/g, '');

/** Whether the answer to an item is the same in both. */
export function isSameAnswer(item: GuideItemId, one: Answered, other: Answered): boolean {
  return isDeepStrictEqual(answers[item](one), answers[item](other));
}
