/** The history of the open list: what each event changed for a reader (Art. 29). */
import { isDeepStrictEqual } from 'node:util';
import type { CatalogueChange } from './catalogue-change.ts';
import type { Dataset } from './dataset.ts';
import { type RecordedEvent, readPublicationEvent } from './publication-event.ts';
import { evolve, noPublication, type PublicationState } from './publication-state.ts';

/** Oldest first. Events that change nothing in public (blocks, overrides) leave no line. */
export function changesOf(events: Iterable<RecordedEvent>): readonly CatalogueChange[] {
  const changes: CatalogueChange[] = [];
  let state = noPublication;
  for (const recorded of events) {
    changes.push(...changesBy(state, recorded));
    state = evolve(state, readPublicationEvent(recorded));
  }
  return changes;
}

/** That data is still current, or another version of it, says nothing new of the entry. */
const isDatedAnew = (before: Dataset, after: Dataset): boolean =>
  isDeepStrictEqual({ ...before, modified: '' }, { ...after, modified: '' });

/** Where data comes from is the platform's own affair, and the date of an update says nothing of what was updated. */
const untold: ReadonlySet<string> = new Set(['data', 'modified']);

/** In the order in which the entry has them, those that are gone first. */
function changedProperties(before: Dataset, after: Dataset): readonly string[] {
  const [old, now] = [before, after].map((each) => new Map<string, unknown>(Object.entries(each)));
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !untold.has(name) && !isDeepStrictEqual(old?.get(name), now?.get(name)));
}

const versionOf = ({ number }: { readonly number?: number }) =>
  number === undefined ? {} : { version: number };

function changesBy(before: PublicationState, recorded: RecordedEvent): CatalogueChange[] {
  const event = readPublicationEvent(recorded);
  const { at } = event;
  switch (event.type) {
    case 'entry-published': {
      if (!before.dataset) return [{ at, kind: 'added' }];
      const [from, to] = [before.dataset.openness.class, event.data.dataset.openness.class];
      if (isDatedAnew(before.dataset, event.data.dataset)) return [];
      const properties = changedProperties(before.dataset, event.data.dataset);
      if (from === to) return [{ at, kind: 'metadata', properties }];
      return [{ at, kind: 'reclassified', from, to, properties }];
    }
    case 'version-published':
      return [{ at, kind: 'version', version: event.data.version.number }];
    case 'version-withdrawn':
      return [{ at, kind: 'version-withdrawn', version: event.data.number, reason: event.data.reason }];
    case 'dataset-withdrawn':
      return [{ at, kind: 'withdrawn', reason: event.data.reason }];
    case 'quarantined':
      return [{ at, kind: 'quarantined', ...versionOf(event.data), reason: event.data.reason }];
    case 'release-approved':
      return [{ at, kind: 'released', ...versionOf(event.data) }];
    default:
      return [];
  }
}
