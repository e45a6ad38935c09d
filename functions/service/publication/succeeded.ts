import type { PublishResult } from './contract.ts';

/** True where what was asked is done, or somebody's withdrawal stands against it. */
export function succeeded(result: PublishResult): boolean {
  if (result.outcome === 'refused') return standing.has(result.refusal.code);
  return result.outcome === 'published' || result.outcome === 'unchanged';
}

/** A withdrawal is a decision; publishing the same files again does not undo it, and is no failure. */
const standing: ReadonlySet<string> = new Set(['dataset-withdrawn', 'content-withdrawn']);
