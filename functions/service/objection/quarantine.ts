import type { Actor } from '../../domain/actor.ts';
import { decideObjection } from '../../domain/objection.ts';
import type { Purge } from '../../domain/version.ts';
import type { PublicationService } from '../publication/contract.ts';
import { objectionActor } from './acting.ts';
import { type CommandOutcome, run } from './commands.ts';
import { denied, type ObjectionDeps, type Refused } from './contract.ts';
import { circumstancesOf, loadObjection } from './stream.ts';

export interface QuarantineRequest {
  readonly id: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly legalBasis?: string;
}

/** Codes of a publication that is offline already. */
const offlineAlready: ReadonlySet<string> = new Set([
  'version-quarantined',
  'dataset-quarantined',
  'version-withdrawn',
  'dataset-withdrawn',
]);

/**
 * Takes offline what a privacy or secret objection is about: its version, or the whole dataset where it names none. First
 * the data, then the record of the objection: broken off in between, the same request finishes it.
 */
export async function quarantineByObjection(
  deps: ObjectionDeps,
  publications: PublicationService,
  { id, actor, reason, legalBasis }: QuarantineRequest,
): Promise<(CommandOutcome & { readonly purge?: Purge['places'] }) | Refused> {
  const { state } = await loadObjection(deps.records, id);
  if (state.status === 'new') return denied('unknown-objection');
  const asker = { actor };
  const why = { reason, ...(legalBasis !== undefined && { legalBasis }) };
  const command = { type: 'quarantine', ...why } as const;
  const who = await objectionActor(deps.records, id, asker);
  const trial = decideObjection(state, command, who, await circumstancesOf(deps, state.department));
  if (trial.outcome === 'refused') return trial;
  const { dataset, version } = state.target;
  const numbered = version === undefined ? {} : { version };
  const result = await publications.quarantine({ id: dataset, actor, objection: id, ...numbered, ...why });
  if (result.outcome === 'refused' && !offlineAlready.has(result.refusal.code)) return result;
  const recorded = await run(deps, id, asker, () => ({ command }));
  const purge = result.outcome === 'done' ? result.purge : undefined;
  return recorded.outcome === 'done' && purge ? { ...recorded, purge } : recorded;
}
