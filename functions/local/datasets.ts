/** Publishing dataset directories from this machine, with a progress bar and a report each. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { PublicationService, PublishResult } from '../service/publication/contract.ts';
import { operator } from './platform.ts';
import { progress } from './progress.ts';
import { publicationReport } from './publication-report.ts';

export interface PublishOptions {
  readonly dryRun?: boolean;
  /** Says nothing of what is unchanged. */
  readonly quiet?: boolean;
  /** Stops the work before its next step; the signal's reason is thrown. */
  readonly stopping?: AbortSignal;
  /** What reports call it; the directory's own name without one. */
  readonly name?: string;
}

/** Publishes `directory/dataset.json`. A missing or broken descriptor is a defect like any other. */
export async function publishDirectory(
  publications: PublicationService,
  directory: string,
  options: PublishOptions = {},
): Promise<PublishResult> {
  const { name = basename(resolve(directory)) } = options;
  const bar = progress(name);
  const onProgress = (done: number, step: string): void => {
    options.stopping?.throwIfAborted();
    bar.update(done, step);
  };
  const result = await publishDescriptor(publications, directory, options.dryRun ?? false, onProgress);
  if (!(options.quiet && result.outcome === 'unchanged')) bar.finish(publicationReport(name, result));
  return result;
}

async function publishDescriptor(
  publications: PublicationService,
  directory: string,
  dryRun: boolean,
  onProgress: (done: number, step: string) => void,
): Promise<PublishResult> {
  const descriptor = await readDescriptor(join(directory, 'dataset.json'));
  if ('defect' in descriptor) return descriptor.defect;
  const { document } = descriptor;
  return publications.publish({
    document,
    directory: resolve(directory),
    actor: operator,
    dryRun,
    onProgress,
  });
}

async function readDescriptor(path: string): Promise<{ document: unknown } | { defect: PublishResult }> {
  try {
    return { document: JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!missing && !(error instanceof SyntaxError)) throw error;
    const message = missing ? `there is no ${path}` : `${path} is not JSON: ${error.message}`;
    const defect = { code: 'descriptor-unreadable', path: '', message };
    return { defect: { outcome: 'invalid', defects: [defect], violations: [], violationCounts: {} } };
  }
}

/** The directories below `parent` that hold a descriptor, by name. */
export async function datasetDirectories(parent: string): Promise<string[]> {
  const names = (await readdir(parent)).sort();
  const found: string[] = [];
  for (const name of names) {
    const directory = join(parent, name);
    if (!(await stat(directory)).isDirectory()) continue;
    if ((await readdir(directory)).includes('dataset.json')) found.push(directory);
  }
  return found;
}
