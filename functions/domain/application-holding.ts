/** What the applicant does beside filling in: pressing, signing, holding the grant, and giving it up. */
import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Asked, type Handlers, present } from './application-answer.ts';
import { clockOf, overdueClock } from './application-clocks.ts';
import { ownEmailsOf } from './application-evolve.ts';
import type { Application } from './application-state.ts';
import { endedAt } from './application-time.ts';
import { isCalendarDate } from './calendar-date.ts';
import { dayInChina } from './china-time.ts';
import { isOverdue } from './deadline.ts';
import { termFrom } from './grant.ts';
import { isBlank } from './visible-text.ts';

type HoldingCommand = 'withdraw' | 'nudge' | 'sign' | 'renew' | 'amend-people' | 'report-use' | 'close';

export const holdingHandlers: Handlers<HoldingCommand> = {
  withdraw: (_, { command: { reason } }) => [
    { type: 'withdrawn', data: { ...(reason !== undefined && { reason }) } },
  ],
  nudge: (state, { circumstances }) => {
    const { now } = circumstances;
    const clock = overdueClock(state, circumstances, now);
    if (!clock) return 'not-overdue';
    const last = state.nudges.at(-1);
    if (last && dayInChina(last.at) === dayInChina(now)) return 'nudged-today';
    return [{ type: 'nudged', data: { clock } }];
  },
  sign,
  renew: (_, { command: { application } }) => [{ type: 'renewal-begun', data: { application } }],
  'amend-people': amendPeople,
  'report-use': reportUse,
  close: (_, { command: { reason } }) =>
    isBlank(reason) ? 'blank-text' : [{ type: 'closed', data: { reason } }],
};

/** Art. 35: who, when, which text, in which session. The term runs from the signature. */
function sign(state: Application, asked: Asked<'sign'>): Answer {
  const { agreement, grant, status } = state;
  const { command, actor, circumstances } = asked;
  const { textHash, session, qualified } = command;
  const deadline = clockOf(state, 'application.signing', circumstances);
  if (deadline && isOverdue(deadline, circumstances.now)) return 'signing-too-late';
  if (textHash !== present(agreement, status)) return 'other-text';
  const term = termFrom(circumstances.now, present(grant, status).months);
  const evidence = { name: actor.name, textHash, session, ...(qualified && { qualified }) };
  return [{ type: 'signed', data: { ...evidence, term } }];
}

/** The organisation is the party; persons come and go. Whom the sign-in does not know as acting for it gains nothing. */
function amendPeople(
  { party, people: before, ownEmails }: Application,
  { command: { people }, actor }: Asked<'amend-people'>,
): Answer {
  const ids = new Set(people.map(({ id }) => id));
  if (ids.size === 0 || ids.size < people.length) return 'people-required';
  if (party.kind === 'person' && !(ids.size === 1 && ids.has(party.id))) return 'person-acts-alone';
  // Whoever says again what a colleague said of their address makes it their own.
  const isSame =
    isDeepStrictEqual(people, before) &&
    isDeepStrictEqual(ownEmailsOf(people, ownEmails, actor.id), ownEmails);
  return isSame ? [] : [{ type: 'people-amended', data: { people } }];
}

/** Art. 30: of days on which the grant had effect, and which have passed or are today. */
function reportUse(state: Application, { command, circumstances }: Asked<'report-use'>): Answer {
  const { term } = state;
  const { report } = command;
  const { from, to } = report;
  if (!term || !isCalendarDate(from) || !isCalendarDate(to)) return 'report-period';
  const isInTerm = from >= dayInChina(term.from) && to < dayInChina(term.until);
  const latest = dayInChina(endedAt(state) ?? circumstances.now);
  if (from > to || !isInTerm || to > latest) return 'report-period';
  if (isBlank(report.use) || isBlank(report.outcome)) return 'blank-text';
  return [{ type: 'use-reported', data: { report } }];
}
