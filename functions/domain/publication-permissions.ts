/** Who may do what to a publication: tables, asked before anything else. */
import type { Actor, Role } from './actor.ts';
import type { PublicationCommandType } from './publication-command.ts';
import type { PublicationStatus } from './publication-state.ts';

interface Permission {
  /** Whose datasets: of the agency acted for, or of every agency. */
  readonly scope: 'own-agency' | 'every-agency';
  readonly commands: readonly PublicationCommandType[];
}

const withdrawals = ['withdraw-version', 'withdraw-dataset'] as const;
/** At once, by whoever of the agency or the Bureau sees that data leaks (Art. 43, 45). */
const offline = ['quarantine', 'request-release'] as const;
const releases = ['approve-release', 'refuse-release'] as const;
const decisions = ['approve-override', 'refuse-override'] as const;

const permissions: Readonly<Record<Role, Permission>> = {
  publisher: { scope: 'own-agency', commands: ['publish', 'request-override', ...withdrawals, ...offline] },
  /** The second person for overrides and releases. */
  reviewer: { scope: 'own-agency', commands: [...decisions, ...offline, ...releases] },
  /** The Bureau oversees (Art. 5): it decides and withdraws, and leaves publishing to whoever collects (Art. 22). */
  supervisor: { scope: 'every-agency', commands: [...decisions, ...withdrawals, ...offline, ...releases] },
  /** Reads the audit trail and the applications. */
  auditor: { scope: 'every-agency', commands: [] },
  operator: {
    scope: 'every-agency',
    commands: [
      'publish',
      'request-override',
      ...decisions,
      ...withdrawals,
      ...offline,
      ...releases,
      'record-purge',
    ],
  },
};

const shown = [
  'published',
  'blocked',
  'override-requested',
  'override-approved',
  'override-refused',
] as const;
/** Versions are quarantined, and released, also while others are shown. */
const everShown = [...shown, 'quarantined'] as const;

/** In which status a command makes sense; what else it needs stands in the decider. */
export const possible: Readonly<Record<PublicationCommandType, readonly PublicationStatus[]>> = {
  publish: ['new', ...everShown],
  'request-override': ['blocked', 'override-refused'],
  'approve-override': ['override-requested'],
  'refuse-override': ['override-requested'],
  'withdraw-version': everShown,
  'withdraw-dataset': everShown,
  quarantine: everShown,
  'request-release': everShown,
  'approve-release': everShown,
  'refuse-release': everShown,
  'record-purge': everShown,
};

export type Authorization = 'allowed' | 'not-owner' | 'not-permitted';

/** Ownership first: may the actor touch this agency's datasets at all; then whether a role that may has the command. */
export function authorize(
  actor: Actor,
  agency: string | undefined,
  command: PublicationCommandType,
): Authorization {
  const reaching = actor.roles
    .map((role) => permissions[role])
    .filter(({ scope }) => scope === 'every-agency' || (agency !== undefined && actor.agency === agency));
  if (reaching.length === 0) return 'not-owner';
  return reaching.some(({ commands }) => commands.includes(command)) ? 'allowed' : 'not-permitted';
}
