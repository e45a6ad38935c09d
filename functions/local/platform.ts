/** One platform on this machine: stores, services and the public catalogue, composed from the configuration. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generators } from '../../datasets/generators.ts';
import packageDocument from '../../package.json' with { type: 'json' };
import { treeHash } from '../../site/tree-hash.ts';
import { registerAgencies } from '../service/agencies.ts';
import type { SnapshotDeps } from '../service/catalogue/snapshot.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import { createPublicationService } from '../service/publication/publication.ts';
import type { PurgeDeps } from '../service/publication/purge.ts';
import { observeBlobs } from '../store/observed-blobs.ts';
import { observeRecords } from '../store/observed-records.ts';
import { type OpenTelemetry, openTelemetry } from '../telemetry/open.ts';
import { readAgencies } from './agencies-file.ts';
import type { Config } from './config.ts';
import { openStores, type Stores } from './stores.ts';

export interface Platform extends Stores {
  readonly config: Config;
  readonly now: () => Date;
  /** A publication service whose changes are followed by `onChanged`, and whose quarantines are proved by `purge`. */
  readonly publications: (onChanged: () => Promise<void>, purge?: PurgeDeps) => PublicationService;
  readonly snapshot: SnapshotDeps;
  /** For staging; emptied of what this process made. */
  readonly workDirectory: string;
  readonly telemetry: OpenTelemetry;
  close(): Promise<void>;
}

/** The people in front of this machine, for the audit trail of commands given here. */
export const operator = { id: 'operator', roles: ['operator'] } as const;

const { version } = packageDocument;
/** What is counted is told beside the log. */
const log = (line: object): void => console.error(JSON.stringify(line));

export async function openPlatform(config: Config): Promise<Platform> {
  const now = () => new Date();
  const workDirectory = join(config.DATA_DIR, 'work', String(process.pid));
  await mkdir(workDirectory, { recursive: true });
  await removeAbandonedWork(join(config.DATA_DIR, 'work'));
  const telemetry = await openTelemetry(config, { service: packageDocument.name, version, now, log });
  const opened = await openStores(config, now);
  const stores = {
    records: observeRecords(opened.records, telemetry),
    blobs: observeBlobs(opened.blobs, telemetry),
  };
  const snapshot = { ...stores, workDirectory, now };
  const generatorsRevision = await treeHash(['datasets/generators.ts', 'datasets/generators']);
  const deps = { ...stores, now, workDirectory, generators, generatorsRevision };
  return {
    ...stores,
    config,
    now,
    publications: (onChanged, purge) =>
      createPublicationService({ ...deps, onChanged, ...(purge && { purge }) }),
    snapshot,
    workDirectory,
    telemetry,
    async close() {
      await telemetry.flush();
      await stores.records.close();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
}

/** What a killed process left behind; the directories of living ones stay. Its children may still be writing there. */
async function removeAbandonedWork(parent: string): Promise<void> {
  for (const name of await readdir(parent))
    if (!isAlive(Number(name)))
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 10 });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Registers them where they differ from the registered ones; answers whether they did. */
export async function registerShippedAgencies({ config, records, now }: Platform): Promise<boolean> {
  return registerAgencies(records, await readAgencies(config), operator.id, now);
}
