/** How each event changes an application. */
import {
  type ApplicationEvent,
  type ApplicationEventType,
  readApplicationEvent,
} from './application-event.ts';
import {
  type Application,
  type ApplicationClock,
  type ApplicationState,
  clockOfStatus,
  type Decision,
  noApplication,
  noClocks,
} from './application-state.ts';
import type { ClockEvent } from './deadline.ts';
import type { RecordedEvent } from './publication-event.ts';

type EventOf<Type extends ApplicationEventType> = Extract<ApplicationEvent, { type: Type }>;
type Change = Partial<Application>;

/** Folds stored events, oldest first. Throws on an event that is none of an application. */
export function foldApplication(events: Iterable<RecordedEvent>): ApplicationState {
  let state = noApplication;
  for (const event of events) state = evolve(state, readApplicationEvent(event));
  return state;
}

/** Throws when the history cannot be: the records are damaged. */
export function evolve(state: ApplicationState, event: ApplicationEvent): Application {
  const { type, at, actor } = event;
  const latest = { type, at, actor };
  if (event.type === 'opened') {
    if (state.status !== 'new') throw new TypeError(`the application is begun a second time at ${at}`);
    return { ...blank, ...event.data, latest };
  }
  if (state.status === 'new') throw new TypeError(`${type} at ${at} comes before the beginning`);
  const change = (changes[event.type] as (before: Application, event: ApplicationEvent) => Change)(
    state,
    event,
  );
  const news = state.rounds.length > 0 && ownEvents.has(type) ? {} : { latest };
  return { ...state, ...change, clocks: ticked(state, event), ...news };
}

/** What applicants do on their own: writing drafts, and beginning the draft of a renewal. It is no news to an office. */
export const ownEvents: ReadonlySet<string> = new Set(['draft-saved', 'renewal-begun']);

const blank = {
  status: 'draft',
  ownEmails: [],
  rounds: [],
  opinions: [],
  clocks: noClocks,
  nudges: [],
  escalations: [],
  renewals: [],
  reports: [],
  reportsReminded: [],
} as const;

const writtenBy = (
  { written }: Application,
  { at, actor: by }: Pick<ApplicationEvent, 'at' | 'actor'>,
): Application['written'] => ({ revision: (written?.revision ?? 0) + 1, at, by });

function submitted(before: Application, event: EventOf<'submitted'>): Change {
  const { form, explanations, guide } = event.data;
  return {
    status: 'submitted',
    draft: undefined,
    written: writtenBy(before, event),
    guide: before.guide ?? guide,
    rounds: [...before.rounds, { submittedAt: event.at, form, explanations }],
  };
}

type Changes = {
  [Type in Exclude<ApplicationEventType, 'opened'>]: (before: Application, event: EventOf<Type>) => Change;
};

const changes: Changes = {
  'draft-saved': (before, event) => ({ draft: event.data.form, written: writtenBy(before, event) }),
  submitted,
  returned: ({ rounds }, { at, data: { corrections } }) => ({
    status: 'returned',
    rounds: rounds.map((round, index) =>
      index === rounds.length - 1 ? { ...round, returned: { at, corrections } } : round,
    ),
  }),
  accepted: () => ({ status: 'accepted' }),
  'opinion-asked': ({ opinions }, { at, data }) => ({ opinions: [...opinions, { ...data, askedAt: at }] }),
  'opinion-given': ({ opinions }, { at, data: { agency, ...given } }) => ({
    opinions: opinions.map((opinion) =>
      opinion.agency === agency && !opinion.given ? { ...opinion, given: { at, ...given } } : opinion,
    ),
  }),
  'review-extended': (_, { at, data }) => ({ extension: { at, ...data } }),
  approved: (_, event) => ({
    status: 'approved',
    decision: decisionOf(event),
    grant: event.data.grant,
    agreement: event.data.agreement,
  }),
  rejected: (_, event) => ({ status: 'rejected', decision: decisionOf(event) }),
  signed: (_, { at, actor, data: { term, ...evidence } }) => ({
    status: 'active',
    signature: { by: actor, at, ...evidence },
    term,
  }),
  withdrawn: (_, { at, data }) => ({ status: 'withdrawn', ended: { at, ...data } }),
  nudged: ({ nudges }, { at, data }) => ({ nudges: [...nudges, { at, ...data }] }),
  escalated: ({ escalations }, { at, data }) => ({ escalations: [...escalations, { at, ...data }] }),
  'renewal-begun': ({ renewals }, { data }) => ({ renewals: [...renewals, data.application] }),
  'people-amended': ({ ownEmails }, { actor, data: { people } }) => ({
    people,
    ownEmails: ownEmailsOf(people, ownEmails, actor),
  }),
  'use-reported': ({ reports }, { at, data }) => ({ reports: [...reports, { ...data.report, at }] }),
  revoked: (_, event) => ({ status: 'revoked', revocation: decisionOf(event) }),
  closed: (_, { at, data }) => ({ status: 'closed', ended: { at, ...data } }),
  expired: () => ({ status: 'expired' }),
  lapsed: (_, { at }) => ({ status: 'lapsed', ended: { at } }),
  'signing-reminded': (_, { at }) => ({ signingReminded: at }),
  'report-overdue': ({ reportsReminded }, { data: { due } }) => ({
    reportsReminded: [...reportsReminded, due],
  }),
};

/** The addresses that people have given for themselves, `actor` just now, and that still stand. */
export function ownEmailsOf(
  people: Application['people'],
  before: Application['ownEmails'],
  actor: string,
): Application['ownEmails'] {
  return people.flatMap(({ id, email = '' }) => {
    const isOwn = id === actor || before.some((each) => each.id === id && each.email === email);
    return email !== '' && isOwn ? [{ id, email }] : [];
  });
}

function decisionOf({ at, actor, data }: EventOf<'approved' | 'rejected' | 'revoked'>): Decision {
  const { decision, document, reason, legalBasis } = data;
  return { decision, ...(document !== undefined && { document }), at, by: actor, reason, legalBasis };
}

/** The clocks after an event: the pre-check stands while the applicant corrects. */
function ticked({ status, rounds, clocks }: Application, event: ApplicationEvent): Application['clocks'] {
  const { at } = event;
  const running = clockOfStatus[status];
  const tick = (clock: ApplicationClock, ...ticks: readonly ClockEvent[]): Application['clocks'] => {
    return { ...clocks, [clock]: [...clocks[clock], ...ticks] };
  };
  switch (event.type) {
    case 'submitted':
      return tick('application.precheck', { kind: rounds.length === 0 ? 'start' : 'resume', at });
    case 'returned':
      return tick('application.precheck', { kind: 'pause', at });
    case 'accepted': {
      const { 'application.precheck': precheck } = tick('application.precheck', { kind: 'stop', at });
      return { ...clocks, 'application.precheck': precheck, 'application.review': [{ kind: 'start', at }] };
    }
    case 'review-extended':
      return tick('application.review', { kind: 'extend', at, days: event.data.days });
    case 'approved': {
      const { 'application.review': review } = tick('application.review', { kind: 'stop', at });
      return { ...clocks, 'application.review': review, 'application.signing': [{ kind: 'start', at }] };
    }
    case 'rejected':
    case 'withdrawn':
    case 'signed':
    case 'revoked':
    case 'lapsed':
      return running ? tick(running, { kind: 'stop', at }) : clocks;
    default:
      return clocks;
  }
}
