import type { ObjectionActor } from '../../domain/objection-permissions.ts';
import type { Records } from '../ports.ts';
import type { Asker } from './contract.ts';
import { objectionOfReceipt, readPerson } from './person.ts';
import { isObjectionId } from './stream.ts';

/** The platform's own schedule. */
export const platformActor: ObjectionActor = { id: 'platform', roles: ['platform'], isObjector: false };

/** As whom the events name whoever objects: nothing that leads to the person. */
const objectorId = 'objector';
/** Who files: nobody else has a part in it yet. */
export const newObjector: ObjectionActor = { id: objectorId, roles: [], isObjector: true };

/** What the asker is to an objection: by its receipt, by the account that filed it, and by office. */
export async function objectionActor(
  records: Records,
  id: string,
  { actor, receipt }: Asker,
): Promise<ObjectionActor> {
  if (!isObjectionId(id)) return { id: objectorId, roles: [], isObjector: false };
  const holds = receipt !== undefined && (await objectionOfReceipt(records, receipt)) === id;
  const account = actor && (await readPerson(records, id))?.account;
  const isObjector = holds || (account !== undefined && account === actor?.id);
  return {
    id: isObjector ? objectorId : (actor?.id ?? objectorId),
    roles: actor?.roles ?? [],
    ...(actor?.agency !== undefined && { agency: actor.agency }),
    isObjector,
  };
}
