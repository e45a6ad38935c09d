/**
 * What is done with each key (Art. 30, 41): every request with its time, route, rows, bytes and status, as events of
 * one hash-chained stream a day, and sums by day for charts. Written in batches beside the answers, never before
 * them: a process that is killed loses the last second. Where lines and sums differ after a crash, the lines hold.
 */
import { dayInChina } from '../../domain/china-time.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type KnownStream, loadHead } from '../event-log.ts';
import type { Records } from '../ports.ts';
import { writeBehind } from '../write-behind.ts';

export interface Use {
  readonly application: string;
  readonly key: string;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** As documented, without what was asked: `/api/v1/datasets/{id}/records`. */
  readonly route: string;
  readonly status: number;
  /** As told; 0 for a part of a file. */
  readonly rows: number;
  /** Of the content, before it is compressed for the way. */
  readonly bytes: number;
  /** The answer was broken off: by the reader, by a failure, or because the grant ended. */
  readonly cut?: boolean;
  /** How many requests the line stands for: equal refusals within a second are told together. */
  readonly times?: number;
}
export type UseLine = Omit<Use, 'application'>;

export const useMetrics = ['requests', 'refused', 'rows', 'bytes'] as const;
export type UseMetric = (typeof useMetrics)[number];

export const useStream = (application: string, day: string): string => `use/${application}/${day}`;
/** The counter of one day of an application, or of one of its keys. */
export const useCounter = (of: string, day: string, metric: UseMetric): string =>
  `use/${of}/${day}/${metric}`;
export const lastUsedItem = (key: string): string => `access-key-used/${key}`;

const linesPerEvent = 500;
const eventsPerAppend = 20;
const mostWaiting = 50_000;
/** Milliseconds. */
const writeAfter = 1_000;

interface UseLogDeps {
  readonly records: Records;
  readonly now: Now;
  /** Told what could not be written; it is tried again. */
  readonly onFailure: (error: unknown) => void;
}

export function createUseLog(deps: UseLogDeps) {
  let waiting: Use[] = [];
  const unsummed = createSums(deps.records);
  const append = createAppender(deps);

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    const groups = [
      ...Map.groupBy(batch, ({ application, at }) => `${application} ${dayInChina(at)}`).values(),
    ];
    try {
      for (let uses = groups[0]; uses; uses = groups[0]) {
        const part = uses.slice(0, linesPerEvent * eventsPerAppend);
        await append(part);
        for (const use of part) unsummed.add(use);
        uses.splice(0, part.length);
        if (uses.length === 0) groups.shift();
      }
      await unsummed.write();
    } catch (error) {
      deps.onFailure(error);
      waiting = [...groups.flat(), ...waiting].slice(-mostWaiting);
      schedule();
    }
  };
  const { schedule, flush } = writeBehind(write, writeAfter);

  return {
    /** Notes a use; returns at once. */
    note(use: Use): void {
      const index = use.status >= 400 ? waiting.findIndex((other) => isSameRefusal(other, use)) : -1;
      const same = waiting[index];
      if (same) waiting[index] = { ...same, times: (same.times ?? 1) + 1 };
      else if (waiting.length < mostWaiting) waiting.push(use);
      schedule();
    },
    /** Resolves when everything noted so far was written, or is kept for another try. */
    flush,
  };
}

const isSameRefusal = (one: Use, other: Use): boolean =>
  one.status === other.status && one.key === other.key && one.route === other.route;

/** Appends the uses of one application on one day; several processes may write to the same stream. */
function createAppender({ records, now }: UseLogDeps) {
  const heads = new Map<string, KnownStream>();
  return async (uses: readonly Use[]): Promise<void> => {
    const [first] = uses;
    if (!first) return;
    const stream = useStream(first.application, dayInChina(first.at));
    const lines = uses.map(({ application: _, ...line }): UseLine => line);
    const events = Array.from({ length: Math.ceil(lines.length / linesPerEvent) }, (_, index) => ({
      type: 'data-used',
      at: now().toISOString(),
      actor: 'platform',
      data: { lines: lines.slice(index * linesPerEvent, (index + 1) * linesPerEvent) },
    }));
    for (;;) {
      const known = heads.get(stream) ?? (await loadHead(records, stream));
      const result = await appendEvents(records, stream, known, events);
      if (heads.size >= 1_000) heads.clear();
      if (result.outcome === 'appended') {
        heads.set(stream, { length: result.length, lastHash: result.lastHash });
        return;
      }
      heads.delete(stream);
    }
  };
}

/** Sums that are not yet in the counters: each is added once, also when the one after it fails. */
function createSums(records: Records) {
  const sums = new Map<string, number>();
  const used = new Map<string, string>();
  return {
    add({ application, key, at, status, rows, bytes, times = 1 }: Use): void {
      const refused = status >= 400 ? times : 0;
      for (const owner of [application, key])
        for (const [metric, value] of Object.entries({ requests: times, refused, rows, bytes })) {
          const counter = useCounter(owner, dayInChina(at), metric as UseMetric);
          if (value !== 0) sums.set(counter, (sums.get(counter) ?? 0) + value);
        }
      used.set(key, at);
    },
    async write(): Promise<void> {
      for (const [counter, sum] of sums) {
        await records.add(counter, sum);
        sums.delete(counter);
      }
      for (const [key, at] of used) {
        await records.put(lastUsedItem(key), { at });
        used.delete(key);
      }
    },
  };
}
