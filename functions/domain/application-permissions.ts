/** Who may do what to an application at which stage: one table, asked before anything else, with ownership. */
import { type ApplicationCommandType, applicationCommandTypes } from './application-command.ts';
import type { Application, ApplicationState, ApplicationStatus } from './application-state.ts';
import { type Office, officeKinds } from './office.ts';
import { type ApplicationActor, isSameParty } from './party.ts';

/**
 * What an actor is to one application: `member` is named in it and acts for the party; `colleague` acts for the
 * party and may take the application over; `reviewer` is of the agency that provides the data; `adviser` of an
 * agency whose opinion was asked; `supervisor` is the Bureau (Art. 5); `auditor` reads; `platform` keeps time.
 */
export const capacities = [
  'member',
  'colleague',
  'reviewer',
  'adviser',
  'supervisor',
  'auditor',
  'platform',
] as const;
export type Capacity = (typeof capacities)[number];

type Row = Partial<Readonly<Record<ApplicationCommandType, readonly Capacity[]>>>;

const people: Row = { 'amend-people': ['member', 'colleague'] };
const editing: Row = { 'save-draft': ['member'], submit: ['member'], withdraw: ['member'], ...people };
const waiting: Row = { withdraw: ['member'], nudge: ['member'], escalate: ['supervisor'], ...people };
const afterwards: Row = { 'report-use': ['member'], 'remind-report': ['platform'], ...people };

const table: Readonly<Record<ApplicationStatus, Row>> = {
  new: { 'save-draft': ['member'] },
  draft: editing,
  submitted: { return: ['reviewer'], accept: ['reviewer'], reject: ['reviewer'], ...waiting },
  returned: editing,
  accepted: {
    'ask-opinion': ['reviewer'],
    'give-opinion': ['adviser'],
    'extend-review': ['reviewer'],
    approve: ['reviewer'],
    reject: ['reviewer'],
    ...waiting,
  },
  approved: {
    sign: ['member'],
    withdraw: ['member'],
    revoke: ['reviewer', 'supervisor'],
    lapse: ['platform'],
    'remind-signing': ['platform'],
    ...people,
  },
  lapsed: { renew: ['member'], ...people },
  active: {
    renew: ['member'],
    close: ['member'],
    revoke: ['reviewer', 'supervisor'],
    expire: ['platform'],
    ...afterwards,
  },
  expired: { renew: ['member'], ...afterwards },
  revoked: afterwards,
  closed: afterwards,
  rejected: {},
  withdrawn: {},
};

export type Authorization =
  | 'allowed'
  | 'unknown-application'
  | 'not-permitted'
  | 'own-application'
  | 'wrong-status';

/** Ownership first, then the command, then the stage: a stranger learns nothing, not even that it exists. */
export function authorize(
  actor: ApplicationActor,
  state: ApplicationState,
  command: ApplicationCommandType,
): Authorization {
  const held = capacitiesOf(actor, state);
  if (held.length === 0) return 'unknown-application';
  if (mayHere(held, state.status, command)) return 'allowed';
  if (state.status === 'new') return 'unknown-application';
  const atSomeStage = Object.keys(table) as ApplicationStatus[];
  if (atSomeStage.some((status) => mayHere(held, status, command))) return 'wrong-status';
  const official = officesOf(actor, state);
  return actsForParty(actor, state) && atSomeStage.some((status) => mayHere(official, status, command))
    ? 'own-application'
    : 'not-permitted';
}

/** What an actor may command at this stage; a command may still be refused for what it says. */
export function commandsFor(
  actor: ApplicationActor,
  state: ApplicationState,
): readonly ApplicationCommandType[] {
  const held = capacitiesOf(actor, state);
  return applicationCommandTypes.filter((command) => mayHere(held, state.status, command));
}

/** In which public office an actor gives a command that is allowed; undefined for applicants and the platform itself. */
export function officeFor(
  actor: ApplicationActor,
  state: ApplicationState,
  command: ApplicationCommandType,
): Office | undefined {
  const held: readonly string[] = capacitiesOf(actor, state).filter((each) =>
    mayHere([each], state.status, command),
  );
  const kind = officeKinds.find((each) => held.includes(each));
  return kind && { kind, ...(actor.agency !== undefined && { agency: actor.agency }) };
}

/**
 * As much of an application as an actor may read; undefined for nothing. Working copies are the applicant's own,
 * and what was never submitted does not exist for anybody else.
 */
export function visibleTo(actor: ApplicationActor, state: ApplicationState): Application | undefined {
  if (state.status === 'new') return undefined;
  if (actsForParty(actor, state)) return state;
  const { draft: _draft, written: _written, ...submitted } = state;
  const isOffice = officesOf(actor, state).some((office) => office !== 'platform');
  // A renewal names what it renews, once it is submitted.
  return isOffice ? { ...submitted, renewals: [] } : undefined;
}

/** Whoever acts for the party has no office in its application. Before there is one, whoever could apply is a member. */
export function capacitiesOf(actor: ApplicationActor, state: ApplicationState): readonly Capacity[] {
  if (state.status === 'new') return actor.parties.length > 0 ? ['member'] : [];
  if (!actsForParty(actor, state)) return officesOf(actor, state);
  return state.people.some(({ id }) => id === actor.id) ? ['member'] : ['colleague'];
}

function actsForParty(actor: ApplicationActor, state: ApplicationState): boolean {
  return state.status !== 'new' && actor.parties.some((party) => isSameParty(party, state.party));
}

/** The public offices of an actor; none in what was never submitted, except to keep time. */
function officesOf({ roles, agency }: ApplicationActor, state: ApplicationState): Capacity[] {
  if (state.status === 'new' || state.rounds.length === 0) return [];
  const isReviewer = roles.includes('reviewer') && agency !== undefined;
  const offices: Readonly<Partial<Record<Capacity, boolean>>> = {
    reviewer: isReviewer && agency === state.agency,
    adviser: isReviewer && state.opinions.some((opinion) => opinion.agency === agency),
    supervisor: roles.includes('supervisor'),
    auditor: roles.includes('auditor'),
    platform: roles.includes('platform'),
  };
  return capacities.filter((capacity) => offices[capacity]);
}

function mayHere(
  held: readonly Capacity[],
  status: ApplicationStatus,
  command: ApplicationCommandType,
): boolean {
  return table[status][command]?.some((capacity) => held.includes(capacity)) ?? false;
}
