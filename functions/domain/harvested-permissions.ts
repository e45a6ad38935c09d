/** Who may do what with what was harvested, and in which state: tables, asked before anything else. */
import type { Actor, Role } from './actor.ts';

export const reviewStates = ['to-review', 'accepted', 'rejected'] as const;
export type ReviewState = (typeof reviewStates)[number];
/** `new`: not known before. `gone`: not told by its source any more. */
export type HarvestedStatus = 'new' | 'gone' | ReviewState;

export const harvestedCommandTypes = ['find', 'miss', 'accept', 'reject'] as const;
export type HarvestedCommandType = (typeof harvestedCommandTypes)[number];
/** `look`: know of the source and its entries at all. */
export type HarvestedRight = HarvestedCommandType | 'look';

interface Permission {
  /** Entries of sources that stand for the agency acted for, or of every source. */
  readonly scope: 'own-agency' | 'every-source';
  readonly rights: readonly HarvestedRight[];
}

const permissions: Readonly<Record<Role, Permission>> = {
  publisher: { scope: 'own-agency', rights: ['look'] },
  /** A source that stands for an agency is that agency's to look through. */
  reviewer: { scope: 'own-agency', rights: ['look', 'accept', 'reject'] },
  /** The Bureau keeps the one catalogue (Art. 5, 15). */
  supervisor: { scope: 'every-source', rights: ['look', 'accept', 'reject'] },
  auditor: { scope: 'every-source', rights: ['look'] },
  operator: { scope: 'every-source', rights: ['look', ...harvestedCommandTypes] },
};

/** In which state a command makes sense. What is gone stays as it was decided: nothing is deleted by itself. */
export const possible: Readonly<Record<HarvestedCommandType, readonly HarvestedStatus[]>> = {
  find: ['new', 'gone', 'to-review', 'accepted', 'rejected'],
  miss: ['to-review', 'accepted', 'rejected'],
  accept: ['to-review', 'rejected', 'accepted'],
  reject: ['to-review', 'accepted', 'rejected', 'gone'],
};

/** Whether the actor may do this with entries of a source that stands for `agency`. */
export const mayHarvested = (actor: Actor, agency: string | undefined, right: HarvestedRight): boolean =>
  actor.roles
    .map((role) => permissions[role])
    .some(
      ({ scope, rights }) =>
        rights.includes(right) &&
        (scope === 'every-source' || (agency !== undefined && actor.agency === agency)),
    );
