/** The use cases of applications for conditional data (Art. 28), over the records and the blobs. */
import type { Actor } from '../../domain/actor.ts';
import { agencyFigures } from './agency-figures.ts';
import { attach, openAttachment, takeOver } from './attachments.ts';
import { begin, command } from './commands.ts';
import type { ApplicationDeps } from './contract.ts';
import { openDocument } from './documents.ts';
import { type ListRequest, listApplications } from './lists.ts';
import { precheckForm } from './precheck.ts';
import { previewDocuments } from './preview.ts';
import { reusable } from './reuse.ts';
import { exportRecord, readApplication } from './view.ts';

type Request<Work extends (deps: ApplicationDeps, request: never) => unknown> = Parameters<Work>[1];

export type ApplicationService = ReturnType<typeof createApplicationService>;

export function createApplicationService(deps: ApplicationDeps) {
  return {
    begin: (request: Request<typeof begin>) => begin(deps, request),
    precheck: (request: Request<typeof precheckForm>) => precheckForm(deps, request),
    command: (request: Request<typeof command>) => command(deps, request),
    read: (id: string, actor: Actor) => readApplication(deps, id, actor),
    preview: (request: Request<typeof previewDocuments>) => previewDocuments(deps, request),
    list: (request: ListRequest) => listApplications(deps, request),
    figures: (actor: Actor) => agencyFigures(deps, actor),
    attach: (request: Request<typeof attach>) => attach(deps, request),
    takeOver: (request: Request<typeof takeOver>) => takeOver(deps, request),
    reusable: (request: Request<typeof reusable>) => reusable(deps, request),
    openAttachment: (request: Request<typeof openAttachment>) => openAttachment(deps, request),
    openDocument: (request: Request<typeof openDocument>) => openDocument(deps, request),
    exportRecord: (id: string, actor: Actor) => exportRecord(deps, id, actor),
  };
}
