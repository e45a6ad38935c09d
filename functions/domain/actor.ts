/** Who acts: known from the sign-in or, on the machine itself, the operator. */
export const roles = ['publisher', 'reviewer', 'supervisor', 'operator'] as const;
/**
 * `publisher` and `reviewer` act for their own agency; `supervisor` is the Bureau (Art. 5);
 * `operator` runs the machine (local command line).
 */
export type Role = (typeof roles)[number];

export interface Actor {
  /** Stable and unique to one person or system. */
  readonly id: string;
  readonly roles: readonly Role[];
  /** The agency acted for; absent for supervisor and operator. */
  readonly agency?: string;
}
