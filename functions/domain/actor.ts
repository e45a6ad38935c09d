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
  readonly roles: readonly Role[];
  /** The agency acted for; absent for supervisor and operator. */
  readonly agency?: string;
  readonly organisations?: readonly Organisation[];
  /** Tells sign-ins apart without being one's secret: a hash of the session's id, or of the token. */
  readonly session?: string;
}
