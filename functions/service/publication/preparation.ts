/** The content of one publication: read, checked and converted by intake, then archived under its hashes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../domain/dataset.ts';
import { archiveKey } from '../../domain/file-key.ts';
import type { PreparedFacts } from '../../domain/publication-command.ts';
import type { PublicationState } from '../../domain/publication-state.ts';
import { loadAgencies } from '../agencies.ts';
import { chinaDay, type Now } from '../clock.ts';
import type { IntakeResult, PreparedVersion } from '../intake/contract.ts';
import { type Generators, intake } from '../intake/intake.ts';
import type { Blobs, Records } from '../ports.ts';

export interface PreparationDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  /** On a real disk; staging is made and removed below it. */
  readonly workDirectory: string;
  readonly generators: Generators;
}

/** Whether the class lets a version exist, and the descriptor brings content. */
export function bringsContent({ openness, data, attachments }: Dataset): boolean {
  return openness.class !== 'withheld' && (data !== undefined || (attachments?.length ?? 0) > 0);
}

/** Runs `use` on what intake made of the content; the staging is removed afterwards, whatever happens. */
export async function withPrepared<T>(
  deps: PreparationDeps,
  input: {
    dataset: Dataset;
    directory: string;
    state: PublicationState;
    onProgress?: (done: number, step: string) => void;
  },
  use: (result: IntakeResult) => Promise<T>,
): Promise<T> {
  const staging = await mkdtemp(join(deps.workDirectory, 'intake-'));
  try {
    const { state, ...rest } = input;
    const previous = await latestVersion(deps.blobs, input.dataset.id, state);
    const result = await intake(
      {
        ...rest,
        workDirectory: staging,
        officeContacts: await officeContacts(deps.records, input.dataset),
        today: chinaDay(deps.now()),
        ...(previous && { previous }),
      },
      { generators: deps.generators },
    );
    return await use(result);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The facts that the event keeps of a prepared version. */
export function factsOf(prepared: PreparedVersion): PreparedFacts {
  const { files, findings: _findings, warnings: _warnings, ...facts } = prepared;
  return { ...facts, distributions: files.map(({ distribution }) => distribution) };
}

/** Stores the files under their hashes. */
export async function archive(blobs: Blobs, id: string, { files }: PreparedVersion): Promise<void> {
  for (const { path, distribution } of files) {
    const { sha256, mediaType } = distribution;
    await blobs.putFile(archiveKey(id, sha256), path, { sha256, mediaType });
  }
}

/** Phones and addresses of offices: the descriptor's own and those of all agencies. */
export async function officeContacts(records: Records, { contact }: Dataset): Promise<string[]> {
  const agencies = await loadAgencies(records);
  return [contact, ...agencies.map((agency) => agency.contact)]
    .flatMap(({ phone, email }) => [phone, email])
    .filter((value) => value !== undefined);
}

async function latestVersion(blobs: Blobs, id: string, state: PublicationState) {
  const latest = state.versions.findLast((version) => !version.withdrawn);
  if (!latest) return undefined;
  const { number, contentHash, fields } = latest;
  const parquet = latest.distributions.find(({ format, role }) => format === 'PARQUET' && role === 'data');
  const path = parquet && (await blobs.localFile(archiveKey(id, parquet.sha256)));
  return { number, contentHash, fields, ...(path && { parquet: path }) };
}
