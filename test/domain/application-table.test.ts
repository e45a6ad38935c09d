import { describe, expect, it } from 'vitest';
import {
  type ApplicationCommandType,
  applicationCommandTypes,
} from '../../functions/domain/application-command.ts';
import {
  type Capacity,
  capacities,
  capacitiesOf,
  commandsFor,
} from '../../functions/domain/application-permissions.ts';
import {
  type ApplicationState,
  type ApplicationStatus,
  applicationStatuses,
  noApplication,
} from '../../functions/domain/application-state.ts';
import { actors, answer, at, commands, muchLater, now } from './application-given.ts';

/** Who may, at some stage. */
const may: Readonly<Record<Capacity, readonly ApplicationCommandType[]>> = {
  member: [
    'save-draft',
    'submit',
    'withdraw',
    'nudge',
    'sign',
    'renew',
    'amend-people',
    'report-use',
    'close',
  ],
  colleague: ['amend-people'],
  reviewer: ['return', 'accept', 'ask-opinion', 'extend-review', 'approve', 'reject', 'revoke'],
  adviser: ['give-opinion'],
  supervisor: ['escalate', 'revoke'],
  auditor: [],
  platform: ['expire', 'lapse', 'remind-signing', 'remind-report'],
};

const afterwards = {
  'report-use': 'use-reported',
  'remind-report': 'report-overdue',
  'amend-people': 'people-amended',
} as const;

/** What comes of it at each stage, by somebody who may; whatever is absent is for another stage. */
const outcomes: Readonly<Record<ApplicationStatus, Partial<Record<ApplicationCommandType, string>>>> = {
  new: { 'save-draft': 'opened draft-saved' },
  draft: {
    'save-draft': 'nothing',
    submit: 'submitted',
    withdraw: 'withdrawn',
    'amend-people': 'people-amended',
  },
  submitted: {
    return: 'returned',
    accept: 'accepted',
    reject: 'rejected',
    withdraw: 'withdrawn',
    nudge: 'nudged',
    escalate: 'escalated',
    'amend-people': 'people-amended',
  },
  returned: {
    'save-draft': 'nothing',
    submit: 'not-corrected',
    withdraw: 'withdrawn',
    'amend-people': 'people-amended',
  },
  accepted: {
    'ask-opinion': 'opinion-pending',
    'give-opinion': 'opinion-given',
    'extend-review': 'review-extended',
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
    nudge: 'nudged',
    escalate: 'escalated',
    'amend-people': 'people-amended',
  },
  approved: {
    sign: 'signed',
    withdraw: 'withdrawn',
    revoke: 'revoked',
    lapse: 'lapsed',
    'remind-signing': 'signing-reminded',
    'amend-people': 'people-amended',
  },
  lapsed: { renew: 'renewal-begun', 'amend-people': 'people-amended' },
  active: {
    renew: 'renewal-begun',
    close: 'closed',
    revoke: 'revoked',
    expire: 'expired',
    ...afterwards,
  },
  expired: { renew: 'renewal-begun', ...afterwards },
  revoked: afterwards,
  closed: afterwards,
  rejected: {},
  withdrawn: {},
};

/** Stages at which an office has no part in an application yet. */
const before: Partial<Record<Capacity, readonly ApplicationStatus[]>> = {
  colleague: ['new'],
  reviewer: ['new', 'draft'],
  adviser: ['new', 'draft', 'submitted', 'returned'],
  supervisor: ['new', 'draft'],
  auditor: ['new', 'draft'],
  platform: ['new', 'draft'],
};

const stateAt = (status: ApplicationStatus): ApplicationState =>
  status === 'new' ? noApplication : at(status);
/** In the last working days of the time to sign. */
const nearlyOver = '2026-04-20T02:00:00.000Z';
/** Commands that need a clock or a term to have run out are given when it has. */
function moment(type: ApplicationCommandType): string {
  if (type === 'remind-signing') return nearlyOver;
  return [...may.platform, 'nudge', 'escalate'].includes(type) ? muchLater : now;
}

const answersOf = (status: ApplicationStatus, by: keyof typeof actors) =>
  Object.fromEntries(
    applicationCommandTypes.map((type) => [
      type,
      answer(stateAt(status), commands[type], actors[by], { now: moment(type) }),
    ]),
  );

function expected(status: ApplicationStatus, capacity: Capacity, type: ApplicationCommandType): string {
  if (status === 'new') {
    // Nothing is there yet: everybody who acts for a party may begin, each for their own.
    if (capacity === 'platform' || type !== 'save-draft') return 'unknown-application';
    return ['member', 'colleague'].includes(capacity) ? 'opened draft-saved' : 'not-your-party';
  }
  if (before[capacity]?.includes(status)) return 'unknown-application';
  if (!may[capacity].includes(type)) return 'not-permitted';
  return outcomes[status][type] ?? 'wrong-status';
}

const walk = applicationStatuses.flatMap((status) =>
  capacities.map((capacity) => [status, capacity] as const),
);

describe('every status × command × capacity', () => {
  it.each(applicationStatuses)('the history of "%s" leads there', (status) => {
    expect(stateAt(status).status).toBe(status);
  });

  it.each(walk)('%s: whatever a %s commands', (status, capacity) => {
    const wanted = applicationCommandTypes.map((type) => [type, expected(status, capacity, type)]);
    expect(answersOf(status, capacity)).toEqual(Object.fromEntries(wanted));
  });

  it.each(applicationStatuses.filter((status) => status !== 'new'))(
    '%s: a stranger learns of no command that the application exists',
    (status) => {
      expect(new Set(Object.values(answersOf(status, 'stranger')))).toEqual(new Set(['unknown-application']));
    },
  );

  it.each(walk)(
    '%s: a %s is offered what is not refused for its stage or for who asks',
    (status, capacity) => {
      const never = ['unknown-application', 'not-permitted', 'wrong-status'];
      const answers = Object.entries(answersOf(status, capacity));
      const possible = answers.filter(([, outcome]) => !never.includes(outcome)).map(([type]) => type);
      expect(commandsFor(actors[capacity], stateAt(status))).toEqual(possible);
    },
  );

  it('each has exactly the capacity that its name says', () => {
    const state = at('accepted');
    for (const capacity of capacities) expect(capacitiesOf(actors[capacity], state)).toEqual([capacity]);
    expect(capacitiesOf(actors.stranger, state)).toEqual([]);
  });
});
