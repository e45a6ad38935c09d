/** The use cases of publication, over the records and the blobs. */
import type { Actor } from '../../domain/actor.ts';
import type { PublicationCommand } from '../../domain/publication.ts';
import { refusalOf } from '../../domain/publication-command.ts';
import { admit } from './admission.ts';
import type { CommandResult, PublicationService } from './contract.ts';
import { publicationHistory } from './history.ts';
import { type PublicationDeps, publishOnce } from './publish.ts';
import { commit, loadPublication } from './stream.ts';

/** How often a publication starts over when somebody else changed the same dataset meanwhile. */
const attempts = 3;

const overtaken = { outcome: 'refused', refusal: refusalOf('overtaken') } as const;

export function createPublicationService(deps: PublicationDeps): PublicationService {
  const run = (id: string, actor: Actor, command: PublicationCommand) => runCommand(deps, id, actor, command);
  return {
    async admit(request) {
      const result = await admit(deps, request);
      return result.outcome === 'admitted' ? { outcome: 'admitted', dataset: result.dataset } : result;
    },
    async publish(request) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const result = await publishOnce(deps, request);
        if (result !== 'conflict') return result;
      }
      return overtaken;
    },
    requestOverride: ({ id, actor, contentHash, reason, legalBasis }) =>
      run(id, actor, { type: 'request-override', contentHash, reason, legalBasis }),
    approveOverride: ({ id, actor, contentHash }) =>
      run(id, actor, { type: 'approve-override', contentHash }),
    refuseOverride: ({ id, actor, contentHash, reason }) =>
      run(id, actor, { type: 'refuse-override', contentHash, reason }),
    withdrawVersion: ({ id, actor, version, reason, legalBasis }) =>
      run(id, actor, {
        type: 'withdraw-version',
        number: version,
        reason,
        ...(legalBasis && { legalBasis }),
      }),
    withdrawDataset: ({ id, actor, reason, legalBasis }) =>
      run(id, actor, { type: 'withdraw-dataset', reason, ...(legalBasis && { legalBasis }) }),
    history: (id, actor) => publicationHistory(deps.records, id, actor),
  };
}

async function runCommand(
  deps: PublicationDeps,
  id: string,
  actor: Actor,
  command: PublicationCommand,
): Promise<CommandResult> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const result = await commit(deps, await loadPublication(deps.records, id), command, actor);
    if (result.outcome === 'refused') return result;
    if (result.outcome === 'conflict') continue;
    await deps.onChanged();
    return { outcome: 'done' };
  }
  return overtaken;
}
