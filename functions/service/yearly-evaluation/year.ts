/** A year as it is evaluated, and what its facts are made with. */
import { endOfDayInChina, isBefore } from '../../domain/china-time.ts';
import type { Fact, FigureName } from '../../domain/yearly-evaluation.ts';
import type { Records, StoredEvent } from '../ports.ts';

/** The year from its first moment to the first after it; where it is not over yet, to now. ISO 8601, UTC. */
export interface Year {
  readonly year: number;
  readonly from: string;
  readonly until: string;
}

/** `now` is an ISO 8601 instant, UTC. */
export function yearOf(year: number, now: string): Year {
  const [from, end] = [endOfDayInChina(`${year - 1}-12-31`), endOfDayInChina(`${year}-12-31`)];
  return { year, from, until: isBefore(now, end) ? now : end };
}

/** The names of all streams that begin so. */
export async function* streamsOf(records: Records, prefix: string): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await records.streams(prefix, { limit: 1000, ...(cursor !== undefined && { cursor }) });
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

type Told = readonly [figure: FigureName, value: number];

export const factOf = (
  { stream, sequence, hash, at }: StoredEvent,
  agency: string,
  about: string,
  [figure, value]: Told,
): Fact => ({ figure, agency, value, about, stream, sequence, hash, at });
