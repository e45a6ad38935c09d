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
  const descriptor = await readDescriptor(join(directory, 'dataset.json'));
  if ('document' in descriptor)
    return publishDocument(publications, { directory, document: descriptor.document }, { ...options, name });
  progress(name).finish(publicationReport(name, descriptor.defect));
  return descriptor.defect;
}

/** Publishes what a descriptor says of the files in a directory. */
export async function publishDocument(
  publications: PublicationService,
  { document, directory }: { readonly document: unknown; readonly directory: string },
  { name, dryRun = false, quiet, stopping }: PublishOptions & { readonly name: string },
): Promise<PublishResult> {
  const bar = progress(name);
  const onProgress = (done: number, step: string): void => {
    stopping?.throwIfAborted();
    bar.update(done, step);
  };
  const asked = { document, directory: resolve(directory), actor: operator, dryRun, onProgress };
  const result = await publications.publish(asked);
  if (!(quiet && result.outcome === 'unchanged')) bar.finish(publicationReport(name, result));
  return result;
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
