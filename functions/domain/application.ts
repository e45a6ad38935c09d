/**
 * The decider of an application for conditional data (Art. 28): given what happened and what is asked, by whom and
 * in which circumstances, the events that follow, or a refusal.
 */
import type { Answer, Asked, Circumstances, Handlers } from './application-answer.ts';
import type { ApplicationCommand, ApplicationCommandType } from './application-command.ts';
import type { ApplicationEvent } from './application-event.ts';
import { holdingHandlers } from './application-holding.ts';
import { authorize } from './application-permissions.ts';
import { type ApplicationRefusal, applicationRefusals } from './application-refusals.ts';
import { reviewHandlers } from './application-review.ts';
import type { Application, ApplicationState } from './application-state.ts';
import { begin, submissionHandlers } from './application-submission.ts';
import { timeHandlers } from './application-time.ts';
import type { ApplicationActor } from './party.ts';

export type ApplicationDecision =
  /** None when nothing would change. */
  | { readonly outcome: 'events'; readonly events: readonly ApplicationEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: ApplicationRefusal };

/** Decides `command`. The calendar, the guide and the moment are part of the circumstances: nothing is looked up. */
export function decide(
  state: ApplicationState,
  command: ApplicationCommand,
  actor: ApplicationActor,
  circumstances: Circumstances,
): ApplicationDecision {
  const answer = answerTo(state, { command, actor, circumstances });
  if (typeof answer === 'string') return refused(state, { code: answer });
  if ('code' in answer) return refused(state, answer);
  const { now: at } = circumstances;
  const events = answer.map((happening) => ({ ...happening, at, actor: actor.id }) as ApplicationEvent);
  return { outcome: 'events', events };
}

type AnyAsked = Pick<Asked<ApplicationCommandType>, 'actor' | 'circumstances'> & {
  readonly command: ApplicationCommand;
};

const handlers: Handlers<ApplicationCommandType> = {
  ...submissionHandlers,
  ...reviewHandlers,
  ...holdingHandlers,
  ...timeHandlers,
};

function answerTo(state: ApplicationState, asked: AnyAsked): Answer {
  const { command, actor, circumstances } = asked;
  const authorization = authorize(actor, state, command.type);
  if (authorization !== 'allowed') return authorization;
  if (state.status !== 'new')
    return (handlers[command.type] as (state: Application, asked: AnyAsked) => Answer)(state, asked);
  if (command.type !== 'save-draft')
    throw new TypeError(`the table lets "${command.type}" begin an application`);
  return begin({ command, actor, circumstances });
}

/** What came before is told to those who have a part in the application, and lose a race in it. */
function refused(
  state: ApplicationState,
  { code, ...details }: Omit<ApplicationRefusal, 'message'>,
): ApplicationDecision {
  const isLate = code === 'wrong-status' && state.status !== 'new';
  const happened = isLate ? { happened: { type: state.latest.type, at: state.latest.at } } : {};
  return {
    outcome: 'refused',
    refusal: { code, message: applicationRefusals[code], ...details, ...happened },
  };
}
