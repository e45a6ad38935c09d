/** The sources that are harvested: their settings as a stream, each with a row that tells its latest run. */
import { isDeepStrictEqual } from 'node:util';
import { type } from 'arktype';
import type { Complement, HarvestSource } from '../../domain/harvest-source.ts';
import { once } from '../../domain/once.ts';
import { harvestKinds } from '../../domain/told-record.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { JsonObject, Records } from '../ports.ts';

const stream = 'harvest-sources';
const place = { index: 'harvest-sources', key: 'all' } as const;

export interface LatestRun {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Every page was read. */
  readonly isComplete: boolean;
  readonly records: number;
  readonly bad: number;
}
export interface KnownSource {
  readonly source: HarvestSource;
  readonly latest?: LatestRun;
  /** The latest run that read everything. */
  readonly complete?: LatestRun;
}

const shapeOfRun = { at: 'string', isComplete: 'boolean', records: 'number', bad: 'number' } as const;
const shape = once(() =>
  type({
    source: {
      id: 'string',
      url: 'string',
      kind: type.enumerated(...harvestKinds),
      'agency?': 'string',
      'complement?': type('object').as<Complement>(),
      origins: 'string[]',
    },
    'latest?': shapeOfRun,
    'complete?': shapeOfRun,
  }),
);

/** By id. */
export async function loadSources(records: Records): Promise<ReadonlyMap<string, KnownSource>> {
  const rows = await allRows(records, place.index, place.key);
  return new Map(rows.map(({ sort, value }) => [sort, shape().assert(value)]));
}

/** Writes down the settings of a source where they are new or others; answers what is known of it. */
export async function setSource(
  records: Records,
  source: HarvestSource,
  { actor, now }: { readonly actor: string; readonly now: string },
): Promise<KnownSource> {
  for (;;) {
    const known = await loadHead(records, stream);
    const before = (await loadSources(records)).get(source.id);
    if (before && isDeepStrictEqual(before.source, source)) return before;
    const value = { ...before, source };
    const event = { type: 'harvest-source-set', at: now, actor, data: source };
    const put = [{ ...place, sort: source.id, value: value as unknown as JsonObject }];
    const { outcome } = await appendEvents(records, stream, known, [event], { put });
    if (outcome === 'appended') return value;
  }
}

/** Notes a run. Nothing happened to anybody: this is no event. */
export async function noteRun(
  records: Records,
  { source, complete }: KnownSource,
  run: LatestRun,
): Promise<void> {
  for (;;) {
    const known = await loadHead(records, stream);
    const value: KnownSource = {
      source,
      latest: run,
      ...(run.isComplete ? { complete: run } : complete && { complete }),
    };
    const put = [{ ...place, sort: source.id, value: value as unknown as JsonObject }];
    const { outcome } = await appendEvents(records, stream, known, [], { put });
    if (outcome === 'appended') return;
  }
}
