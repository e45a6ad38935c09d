/** A thread that renders pages to files, so that whoever answers requests is not held up. Started by `renderer-thread.ts`. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { fileOf } from '../functions/service/portal/edition.ts';
import type { PageEdition } from '../functions/service/portal/page-renderer.ts';
import { createPageRenderer, type PageHandler } from './renderer.ts';

/**
 * `outDir`: where to write; without one the edition is only taken note of. `all`: as if nothing had been shown before.
 * `rehearse`: the edition that is shown is shown again, and what every change renders is rendered, for nobody: so the
 * first change finds all code read and compiled.
 */
export interface Job {
  readonly edition: PageEdition;
  readonly outDir?: string;
  readonly all?: boolean;
  readonly rehearse?: boolean;
}

/** Paths of files below `outDir`, with forward slashes. */
export interface Rendered {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

export type Answer =
  | { readonly kind: 'progress'; readonly pages: number }
  | { readonly kind: 'done'; readonly rendered: Rendered }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Pages rendered between two words of progress. */
const step = 25;

const { handler } = (await import(workerData as string)) as { handler: PageHandler };
const renderer = createPageRenderer(handler);
/** What stands in each file that was written, as a hash: what is the same again is not written again. */
const known = new Map<string, string>();

async function run({ edition, outDir, all = false, rehearse = false }: Job): Promise<Rendered> {
  const { touched, removed, search } = await renderer.show(edition, all);
  if (rehearse) for (const path of touched) await renderer.render(path);
  if (outDir === undefined || rehearse) return { written: [], removed: [] };
  if (all) known.clear();
  const written: string[] = [];
  const made = new Set<string>();
  const write = (file: string, bytes: Uint8Array): void => {
    const hash = createHash('sha256').update(bytes).digest('base64');
    if (known.get(file) === hash) return;
    known.set(file, hash);
    const path = join(outDir, file);
    const directory = dirname(path);
    if (!made.has(directory)) mkdirSync(directory, { recursive: true });
    made.add(directory);
    writeFileSync(path, bytes);
    written.push(file);
  };
  for (const [index, path] of touched.entries()) {
    write(fileOf(path), await renderer.render(path));
    if (index % step !== step - 1) continue;
    say({ kind: 'progress', pages: index + 1 });
    await turn(); // requests that are done with are let go of between turns only
  }
  for (const [file, content] of Object.entries(search)) write(file, Buffer.from(JSON.stringify(content)));
  const gone = removed.map(fileOf);
  for (const file of gone) known.delete(file);
  return { written, removed: gone };
}

const say = (answer: Answer): void => parentPort?.postMessage(answer);

parentPort?.on('message', (job: Job) => {
  run(job).then(
    (rendered) => say({ kind: 'done', rendered }),
    (error: unknown) => say({ kind: 'failed', error }),
  );
});
