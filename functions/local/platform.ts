/** One platform on this machine: stores, services and the public catalogue, composed from the configuration. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generators } from '../../datasets/generators.ts';
import { checkAgencies, registerAgencies } from '../service/agencies.ts';
import type { SnapshotDeps } from '../service/catalogue/snapshot.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import { createPublicationService } from '../service/publication/publication.ts';
import type { Config } from './config.ts';
import { openStores, type Stores } from './stores.ts';
import { treeHash } from './tree-hash.ts';

export interface Platform extends Stores {
  readonly config: Config;
  readonly now: () => Date;
  /** A publication service whose changes are followed by `onChanged`. */
  readonly publications: (onChanged: () => Promise<void>) => PublicationService;
  readonly snapshot: SnapshotDeps;
  /** For staging; emptied of what this process made. */
  readonly workDirectory: string;
  close(): Promise<void>;
}

/** The people in front of this machine, for the audit trail of commands given here. */
export const operator = { id: 'operator', roles: ['operator'] } as const;

export const datasetsDirectory = join(import.meta.dirname, '../../datasets');

export async function openPlatform(config: Config): Promise<Platform> {
  const now = () => new Date();
  const workDirectory = join(config.DATA_DIR, 'work', String(process.pid));
  await mkdir(workDirectory, { recursive: true });
  await removeAbandonedWork(join(config.DATA_DIR, 'work'));
  const stores = await openStores(config, now);
  const snapshot = { ...stores, workDirectory, now };
  const generatorsRevision = await treeHash(['datasets/generators.ts', 'datasets/generators']);
  const deps = { ...stores, now, workDirectory, generators, generatorsRevision };
  return {
    ...stores,
    config,
    now,
    publications: (onChanged) => createPublicationService({ ...deps, onChanged }),
    snapshot,
    workDirectory,
    async close() {
      await stores.records.close();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
}

/** What a killed process left behind; the directories of living ones stay. */
async function removeAbandonedWork(parent: string): Promise<void> {
  for (const name of await readdir(parent))
    if (!isAlive(Number(name))) await rm(join(parent, name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Registers `datasets/agencies.json`; throws with every defect when it is wrong. */
export async function registerShippedAgencies(platform: Platform): Promise<void> {
  const document: unknown = JSON.parse(await readFile(join(datasetsDirectory, 'agencies.json'), 'utf8'));
  const checked = checkAgencies(document);
  if (checked.outcome === 'invalid') {
    const lines = checked.defects.map(({ path, message }) => `  ${path}: ${message}`);
    throw new Error(`datasets/agencies.json is wrong:\n${lines.join('\n')}`);
  }
  await registerAgencies(platform.records, checked.agencies, operator.id, platform.now);
}
