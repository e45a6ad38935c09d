/** What every description of disputed data says of it (Art. 46); apart from what decides, for public reads check no shapes. */
import type { PublicObjection } from './objection-public.ts';
import { isOpenObjection, type ObjectionKind } from './objection-state.ts';

/** The mark that data carries while an objection stands against it (Art. 46). */
export interface ObjectionMark {
  readonly id: string;
  readonly kind: ObjectionKind;
  readonly version?: number;
  readonly field?: string;
  readonly row?: number;
  /** ISO 8601 instant, UTC. */
  readonly since: string;
}

/** So many are told with the data, the newest; `/objections/` lists all. */
const mostMarks = 20;

/** The marks of a dataset, of its public objections, newest first as they are given. */
export function marksOf(objections: readonly PublicObjection[]): readonly ObjectionMark[] {
  return objections
    .filter(isOpenObjection)
    .slice(0, mostMarks)
    .map(({ id, kind, version, field, row, filedAt }) => ({
      id,
      kind,
      ...(version !== undefined && { version }),
      ...(field !== undefined && { field }),
      ...(row !== undefined && { row }),
      since: filedAt,
    }));
}
