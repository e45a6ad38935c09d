/** What the agency, its advisers and the supervisor do. */
import { type Answer, type Asked, type Handlers, present } from './application-answer.ts';
import { overdueClock } from './application-clocks.ts';
import type { CommandOf } from './application-command.ts';
import type { ApplicationRefusalCode } from './application-refusals.ts';
import { type Application, submittedForm } from './application-state.ts';
import { checkGrant } from './grant-rules.ts';
import { isBlank } from './visible-text.ts';

type ReviewCommand =
  | 'accept'
  | 'ask-opinion'
  | 'give-opinion'
  | 'extend-review'
  | 'approve'
  | 'reject'
  | 'revoke'
  | 'escalate';

export const reviewHandlers: Handlers<ReviewCommand> = {
  accept: () => [{ type: 'accepted', data: {} }],
  'ask-opinion': ({ agency: own, opinions }, { command: { agency, question } }) => {
    if (agency === own) return 'own-opinion';
    if (isBlank(question)) return 'blank-text';
    const isPending = opinions.some((opinion) => opinion.agency === agency && !opinion.given);
    return isPending ? 'opinion-pending' : [{ type: 'opinion-asked', data: { agency, question } }];
  },
  'give-opinion': ({ opinions, status }, { command: { stance, opinion }, actor }) => {
    const agency = present(actor.agency, status);
    if (!opinions.some((asked) => asked.agency === agency && !asked.given)) return 'no-opinion-asked';
    return isBlank(opinion) ? 'blank-text' : [{ type: 'opinion-given', data: { agency, stance, opinion } }];
  },
  'extend-review': extend,
  approve,
  reject: (_, { command }) => blankGrounds(command) ?? [{ type: 'rejected', data: grounds(command) }],
  revoke: (_, { command }) => blankGrounds(command) ?? [{ type: 'revoked', data: grounds(command) }],
  escalate: (state, { command: { note }, circumstances }) => {
    const clock = overdueClock(state, circumstances, circumstances.now);
    if (!clock) return 'not-overdue';
    if (isBlank(note)) return 'blank-text';
    if (state.escalations.some((escalation) => escalation.clock === clock)) return 'escalated-already';
    return [{ type: 'escalated', data: { clock, note } }];
  },
};

type Grounds = Omit<CommandOf<'reject'>, 'type'>;

const grounds = ({ decision, document, reason, legalBasis }: Grounds): Grounds => {
  return { decision, ...(document !== undefined && { document }), reason, legalBasis };
};

/** Whoever decides gives the reason and the law. */
function blankGrounds({
  reason,
  legalBasis,
}: Pick<Grounds, 'reason' | 'legalBasis'>): ApplicationRefusalCode | undefined {
  return isBlank(reason) || isBlank(legalBasis) ? 'blank-text' : undefined;
}

function extend(state: Application, { command, circumstances }: Asked<'extend-review'>): Answer {
  const { days, reason } = command;
  if (state.extension) return 'extended-already';
  if (days > (circumstances.promises['application.review'].extension ?? 0)) return 'extension-too-long';
  if (isBlank(reason)) return 'blank-text';
  if (overdueClock(state, circumstances, circumstances.now)) return 'extension-too-late';
  return [{ type: 'review-extended', data: { days, reason } }];
}

/** The terms are frozen together with the text that will be signed. */
function approve(state: Application, { command, circumstances: { guide } }: Asked<'approve'>): Answer {
  const { grant, decision, agreement } = command;
  if (!guide) return 'no-applications';
  const fault = blankGrounds(command);
  if (fault) return fault;
  if (isBlank(grant.purpose)) return 'blank-text';
  const defects = checkGrant(grant, present(submittedForm(state), state.status), guide);
  if (defects.length > 0) return { code: 'grant-invalid', defects };
  const { dataset, agency, party } = state;
  const frozen = { ...grant, decision, dataset, agency, party };
  return [{ type: 'approved', data: { ...grounds(command), grant: frozen, agreement } }];
}
