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
const decisions = ['approve-override', 'refuse-override'] as const;

const permissions: Readonly<Record<Role, Permission>> = {
  publisher: { scope: 'own-agency', commands: ['publish', 'request-override', ...withdrawals] },
  /** The second person for overrides. */
  reviewer: { scope: 'own-agency', commands: decisions },
  /** The Bureau oversees (Art. 5): it decides and withdraws, and leaves publishing to whoever collects (Art. 22). */
  supervisor: { scope: 'every-agency', commands: [...decisions, ...withdrawals] },
  /** Reads the audit trail and the applications. */
  auditor: { scope: 'every-agency', commands: [] },
  operator: {
    scope: 'every-agency',
    commands: ['publish', 'request-override', ...decisions, ...withdrawals],
  },
};

/** In which status a command makes sense; what else it needs stands in the decider. */
export const possible: Readonly<Record<PublicationCommandType, readonly PublicationStatus[]>> = {
  publish: ['new', 'published', 'blocked', 'override-requested', 'override-approved', 'override-refused'],
  'request-override': ['blocked', 'override-refused'],
  'approve-override': ['override-requested'],
  'refuse-override': ['override-requested'],
  'withdraw-version': ['published', 'blocked', 'override-requested', 'override-approved', 'override-refused'],
  'withdraw-dataset': ['published', 'blocked', 'override-requested', 'override-approved', 'override-refused'],
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
