/**
 * Pages follow the public catalogue: whoever makes them is told of every snapshot. Which one was told last is kept in
 * the records, so that none is forgotten, whatever made it and whatever was killed in between.
 */
import { refreshSnapshot, type SnapshotDeps } from './snapshot.ts';

export interface RenderingDeps extends SnapshotDeps {
  /** Asks for the pages of the catalogue as it stands now; does not wait for them. Undefined where nobody makes any. */
  readonly render?: () => Promise<void>;
}

/** The item that keeps it. */
export const toldSnapshot = 'catalogue-rendering';

/** Brings the snapshot up to date and has its pages made, unless that was done. Twice at once does no harm. */
export async function refreshPortal(deps: RenderingDeps): Promise<'rendered' | 'in step'> {
  const { sha256 } = await refreshSnapshot(deps);
  if (!deps.render || (await deps.records.get(toldSnapshot))?.sha256 === sha256) return 'in step';
  await deps.render();
  await deps.records.put(toldSnapshot, { sha256 });
  return 'rendered';
}
