/** Whose webhooks they are: a person's, an organisation's or an agency's, whoever acts for it at the moment (Art. 33). */
import type { Actor } from '../../domain/actor.ts';

export type Owner = `person/${string}` | `organisation/${string}` | `agency/${string}`;

/**
 * All whose webhooks the actor may see and change. What an agency's are told of is applications, of which nobody but
 * its reviewers learns.
 */
export function ownersOf({ id, roles, agency, organisations = [] }: Actor): readonly Owner[] {
  return [
    `person/${id}`,
    ...organisations.map(({ creditCode }): Owner => `organisation/${creditCode}`),
    ...(agency !== undefined && roles.includes('reviewer') ? [`agency/${agency}` as const] : []),
  ];
}

/**
 * The owner that a client names: `self`, a credit code, or `agency`; unless named, the organisation acted for, or
 * oneself. Undefined for one that the actor does not act for.
 */
export function namedOwner(actor: Actor, wanted = actor.actingFor?.creditCode ?? 'self'): Owner | undefined {
  const owners = ownersOf(actor);
  if (wanted === 'self') return owners[0];
  if (wanted === 'agency') return owners.find((owner) => owner.startsWith('agency/'));
  return owners.find((owner) => owner === `organisation/${wanted}`);
}

/** Where notifications about the webhooks of an owner are kept. */
export const ownerMailbox = (owner: Owner): string => `webhooks/${owner}`;
