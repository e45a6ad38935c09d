/** Whose webhook it is: whoever does not act for the owner hears that there is none. */
import type { Actor } from '../../domain/actor.ts';
import type { WebhookRefusalCode } from '../../domain/webhook-refusals.ts';
import type { TargetRefusal } from '../http/target.ts';
import type { Records } from '../ports.ts';
import { type Owner, ownersOf } from './owner.ts';
import { findOwner } from './webhooks.ts';

export interface Refused {
  readonly outcome: 'refused';
  readonly code: WebhookRefusalCode | 'not-your-party';
  /** What is wrong with an address. */
  readonly reason?: TargetRefusal;
}
export const refuse = (code: Refused['code']): Refused => ({ outcome: 'refused', code });

/** The owner of a webhook, if the actor acts for it. */
export async function ownerFor(records: Records, id: string, actor: Actor): Promise<Owner | undefined> {
  if (!/^whk_[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return undefined;
  const owner = await findOwner(records, id);
  return owner !== undefined && ownersOf(actor).includes(owner) ? owner : undefined;
}
