/** Who acts: known from the sign-in or, on the machine itself, the operator. */
export const roles = ['publisher', 'reviewer', 'supervisor', 'auditor', 'operator'] as const;
/**
 * `publisher` and `reviewer` act for their own agency; `supervisor` is the Bureau (Art. 5); `auditor` reads;
 * `operator` runs the machine (local command line).
 */
export type Role = (typeof roles)[number];

/** An organisation that a person may act for, as the sign-in tells it (Art. 33). */
export interface Organisation {
  /** 统一社会信用代码, GB 32100. */
  readonly creditCode: string;
  readonly name: string;
}

export interface Actor {
  /** Stable and unique to one person or system. */
  readonly id: string;
  /** Of the person, for the record of who signed and decided. */
  readonly name?: string;
  /** Where the person can be written to; only where whoever signs them in has verified it. */
  readonly email?: string;
  readonly roles: readonly Role[];
  /** The agency acted for; absent for supervisor and operator. */
  readonly agency?: string;
  readonly organisations?: readonly Organisation[];
  /** The one of `organisations` acted for now; absent when the person acts for themselves or has not chosen. */
  readonly actingFor?: Organisation;
  /** Several organisations could be acted for, and neither one nor the person has been chosen. */
  readonly isUndecided?: true;
  /** Tells sign-ins apart without being one's secret: a hash of the session's id, or of the token. */
  readonly session?: string;
}

/** How a person says that they act for themselves, where a credit code could stand. */
export const oneself = 'self';

/**
 * The actor as acting for `wanted`: a credit code, `self`, or the only organisation there is when nothing is wanted.
 * With several, and no word for whom, it is undecided.
 * Undefined when the credit code is not of an organisation that the actor may act for.
 */
export function actingFor(actor: Actor, wanted: string | undefined): Actor | undefined {
  const { actingFor: _before, isUndecided: _open, ...person } = actor;
  const { organisations = [] } = actor;
  if (wanted === oneself) return person;
  const only = organisations.length === 1 ? organisations[0] : undefined;
  const chosen = wanted === undefined ? only : organisations.find(({ creditCode }) => creditCode === wanted);
  if (chosen) return { ...person, actingFor: chosen };
  if (wanted !== undefined) return undefined;
  return organisations.length > 1 ? { ...person, isUndecided: true } : person;
}
