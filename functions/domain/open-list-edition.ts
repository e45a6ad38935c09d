/**
 * The editions of an agency's open list (Art. 29: made known to the public and kept up to date). The changes of one day,
 * in the province's time zone, make one edition; editions are counted from the first. They follow from the changes, and
 * these from events, so that the same records always have the same editions.
 */
import type { CatalogueChange } from './catalogue-change.ts';
import { dayInChina } from './china-time.ts';

/** A change with the entry that it is about. */
export type ListChange = CatalogueChange & { readonly entry: string };

export interface ListEdition<Change extends ListChange = ListChange> {
  /** From 1. */
  readonly version: number;
  /** CCYY-MM-DD in China. */
  readonly date: string;
  /** Of its latest change, ISO 8601 UTC. */
  readonly at: string;
  /** Against the edition before; newest first. */
  readonly changes: readonly Change[];
}

/** All changes of one list, newest first, as its editions; the newest edition first. */
export function editionsOf<Change extends ListChange>(
  changes: readonly Change[],
): readonly ListEdition<Change>[] {
  const days = [...Map.groupBy(changes, ({ at }) => dayInChina(at))].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return days.map(([date, rows], index) => ({
    version: days.length - index,
    date,
    at: rows[0]?.at ?? '',
    changes: withoutEcho(rows),
  }));
}

/** The first version and the description of an entry that was added that day are part of its addition. */
function withoutEcho<Change extends ListChange>(changes: readonly Change[]): readonly Change[] {
  const added = new Set(changes.filter(({ kind }) => kind === 'added').map(({ entry }) => entry));
  return changes.filter(
    ({ kind, entry, version }) =>
      !added.has(entry) || !(kind === 'metadata' || (kind === 'version' && (version ?? 1) === 1)),
  );
}
