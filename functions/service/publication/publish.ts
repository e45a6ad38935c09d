/**
 * One attempt at a publication (Art. 28, 29): check the descriptor, read and check the content, archive it, decide,
 * record, show. The record is one conditional write; everything before it is invisible and everything after it can
 * be run again.
 */
import type { Dataset } from '../../domain/dataset.ts';
import type { SourceFacts } from '../../domain/one-source.ts';
import { decide, type PreparedFacts, type PublicationCommand } from '../../domain/publication.ts';
import { admit } from './admission.ts';
import type { PublishRequest, PublishResult } from './contract.ts';
import { fingerprint } from './fingerprint.ts';
import { findSameSource, oneSourceRows } from './one-source.ts';
import {
  archive,
  bringsContent,
  factsOf,
  officeContacts,
  type PreparationDeps,
  withPrepared,
} from './preparation.ts';
import type { PurgeDeps } from './purge.ts';
import { commit, type LoadedPublication, loadPublication } from './stream.ts';

export interface PublicationDeps extends PreparationDeps {
  /** Changes when the generators of sample data do. */
  readonly generatorsRevision: string;
  /** Without it quarantines are carried out and not proved. */
  readonly purge?: PurgeDeps;
  /** Called after a recorded change, so that catalogue and pages follow. */
  readonly onChanged: () => Promise<void>;
}

/** The answer, or `conflict` when somebody else changed the dataset meanwhile: then everything is to be looked at anew. */
export async function publishOnce(
  deps: PublicationDeps,
  request: PublishRequest,
): Promise<PublishResult | 'conflict'> {
  // Who may not publish is told so before the content is read.
  const admitted = await admit(deps, request);
  if (admitted.outcome !== 'admitted') return admitted;
  const { dataset, loaded } = admitted;
  if (!bringsContent(dataset))
    return record(deps, loaded, request, { type: 'publish', dataset, findings: [], flags: [] });

  const seen = await seenBefore(deps, loaded, dataset, request);
  if (seen.unchanged) return { outcome: 'unchanged', dataset };
  const { directory, onProgress } = request;
  const input = { dataset, directory, state: loaded.state, ...(onProgress && { onProgress }) };
  const result = await withPrepared(deps, input, async (prepared) => {
    if (prepared.outcome === 'refused') {
      const { outcome: _outcome, ...report } = prepared;
      return { outcome: 'invalid', ...report } as const;
    }
    if (prepared.outcome === 'unchanged')
      return record(deps, loaded, request, {
        type: 'publish',
        dataset,
        findings: prepared.findings,
        flags: loaded.state.flags,
      });
    const { fields, contentHash, findings } = prepared.version;
    const flags = await findSameSource(
      deps.records,
      dataset.id,
      sourceFacts(dataset, { fields, contentHash }),
    );
    if (!request.dryRun) await archive(deps.blobs, dataset.id, prepared.version);
    const version = factsOf(prepared.version);
    const published = await record(deps, loaded, request, {
      type: 'publish',
      dataset,
      version,
      findings,
      flags,
    });
    const { warnings } = prepared.version;
    return published !== 'conflict' && published.outcome === 'published'
      ? { ...published, warnings }
      : published;
  });
  if (result !== 'conflict' && (result.outcome === 'published' || result.outcome === 'unchanged'))
    if (!request.dryRun) await seen.remember();
  return result;
}

/** Whether exactly this was published before; then nothing needs to be read. `remember` notes that it is now. */
async function seenBefore(
  deps: PublicationDeps,
  loaded: LoadedPublication,
  dataset: Dataset,
  { directory }: PublishRequest,
) {
  const context = {
    officeContacts: await officeContacts(deps.records, dataset),
    generatorsRevision: deps.generatorsRevision,
  };
  const print = await fingerprint(dataset, directory, context).catch((error: NodeJS.ErrnoException) => {
    // A file that is not there is a defect which intake tells with its path.
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const key = `publication-input/${loaded.id}`;
  const before = await deps.records.get(key);
  return {
    unchanged: print !== undefined && before?.fingerprint === print && before.length === loaded.events.length,
    async remember() {
      const { events } = await loadPublication(deps.records, loaded.id);
      if (print !== undefined) await deps.records.put(key, { fingerprint: print, length: events.length });
    },
  };
}

/** Decides and, unless it is a dry run, records; maps the events to what the publisher is told. */
async function record(
  deps: PublicationDeps,
  loaded: LoadedPublication,
  { actor, dryRun = false }: PublishRequest,
  command: Extract<PublicationCommand, { type: 'publish' }>,
): Promise<PublishResult | 'conflict'> {
  const { dataset, version, flags, findings } = command;
  const rows = version ? oneSourceRows(dataset.id, sourceFacts(dataset, version)) : [];
  const result = dryRun
    ? decided(decide(loaded.state, command, actor, deps.now().toISOString()))
    : await commit(deps, loaded, command, actor, rows);
  if (result.outcome === 'conflict') return 'conflict';
  if (result.outcome === 'refused') {
    if (result.refusal.code === 'privacy-blocked' && version)
      return { outcome: 'blocked', dataset, contentHash: version.contentHash, findings };
    return result;
  }
  const { events } = result;
  const blocked = events.find((event) => event.type === 'publication-blocked');
  if (blocked)
    return {
      outcome: 'blocked',
      dataset,
      contentHash: blocked.data.contentHash,
      findings: blocked.data.findings,
    };
  if (events.length === 0) return { outcome: 'unchanged', dataset };
  if (!dryRun) await deps.onChanged();
  const published = events.find((event) => event.type === 'version-published')?.data.version;
  if (!published) return { outcome: 'published', dataset, flags, dryRun };
  const { number, fields, quality, source } = published;
  const table = { rows: published.rows, fields, quality, ...(source && { source }) };
  return { outcome: 'published', dataset, version: number, table, flags, dryRun };
}

function sourceFacts(
  { publisher }: Dataset,
  { fields, contentHash }: Pick<PreparedFacts, 'fields' | 'contentHash'>,
): SourceFacts {
  return { publisher, fieldNames: fields.map(({ name }) => name), contentHash };
}

function decided(decision: ReturnType<typeof decide>) {
  return decision.outcome === 'refused'
    ? decision
    : ({ outcome: 'committed', events: decision.events } as const);
}
