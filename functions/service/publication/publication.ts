/** The use cases of publication, over the records and the blobs. */
import type { Actor } from '../../domain/actor.ts';
import { publicView } from '../../domain/is-public.ts';
import { entryOf, type PublicationCommand } from '../../domain/publication.ts';
import { refusalOf } from '../../domain/publication-command.ts';
import { admit } from './admission.ts';
import type { CommandResult, PublicationService, QuarantineResult } from './contract.ts';
import { publicationHistory } from './history.ts';
import { type PublicationDeps, publishOnce } from './publish.ts';
import { purgePlaces } from './purge.ts';
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
    quarantine: (command) => quarantine(deps, command),
    requestRelease: ({ id, actor, version, reason, legalBasis }) =>
      run(id, actor, { type: 'request-release', ...numbered(version), reason, legalBasis }),
    approveRelease: ({ id, actor, version }) =>
      run(id, actor, { type: 'approve-release', ...numbered(version) }),
    refuseRelease: ({ id, actor, version, reason }) =>
      run(id, actor, { type: 'refuse-release', ...numbered(version), reason }),
    history: (id, actor) => publicationHistory(deps.records, id, actor),
  };
}

const numbered = (version: number | undefined) => (version === undefined ? {} : { number: version });

/** Who records what the platform has asked of itself. */
const platform: Actor = { id: 'platform', roles: ['operator'] };

/** What is gone is gone with the first write; then every place is asked, and its answer recorded. */
async function quarantine(
  deps: PublicationDeps,
  { id, actor, version, reason, legalBasis, objection }: Parameters<PublicationService['quarantine']>[0],
): Promise<QuarantineResult> {
  const before = entryOf((await loadPublication(deps.records, id)).state);
  const why = {
    reason,
    ...(legalBasis !== undefined && { legalBasis }),
    ...(objection !== undefined && { objection }),
  };
  const result = await runCommand(deps, id, actor, { type: 'quarantine', ...numbered(version), ...why });
  if (result.outcome === 'refused' || !deps.purge || !before) return result;
  const places = await purgePlaces(deps.purge, publicView(before), version);
  const recorded = await runCommand(deps, id, platform, {
    type: 'record-purge',
    ...numbered(version),
    places,
  });
  return recorded.outcome === 'refused' ? recorded : { outcome: 'done', purge: places };
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
