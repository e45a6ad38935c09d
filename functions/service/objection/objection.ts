/** The use cases of objections (Art. 46), over the records and the blobs. */
import type { Actor } from '../../domain/actor.ts';
import type { PublicationService } from '../publication/contract.ts';
import { command, file } from './commands.ts';
import type { Asker, ObjectionDeps } from './contract.ts';
import { attachEvidence, openEvidence } from './evidence.ts';
import { listObjections } from './lists.ts';
import { objectionsOfAccount } from './person.ts';
import { quarantineByObjection } from './quarantine.ts';
import { readByReceipt, readObjection } from './view.ts';

type Request<Work extends (deps: ObjectionDeps, request: never) => unknown> = Parameters<Work>[1];

export type ObjectionService = ReturnType<typeof createObjectionService>;

export function createObjectionService(deps: ObjectionDeps) {
  return {
    file: (request: Request<typeof file>) => file(deps, request),
    command: (request: Request<typeof command>) => command(deps, request),
    read: (id: string, asker: Asker) => readObjection(deps, id, asker),
    readByReceipt: (receipt: string) => readByReceipt(deps, receipt),
    list: (request: Request<typeof listObjections>) => listObjections(deps, request),
    /** Ids of those that the account has filed. */
    ofAccount: (actor: Actor) => objectionsOfAccount(deps.records, actor.id),
    attach: (request: Request<typeof attachEvidence>) => attachEvidence(deps, request),
    openEvidence: (request: Request<typeof openEvidence>) => openEvidence(deps, request),
    quarantine: (publications: PublicationService, request: Parameters<typeof quarantineByObjection>[2]) =>
      quarantineByObjection(deps, publications, request),
  };
}
