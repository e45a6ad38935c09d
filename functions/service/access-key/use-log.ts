/**
 * What is done with each key (Art. 30, 41): every request with its time, route, rows, bytes and status, and sums by
 * day. Written in batches beside the answers, never before them: a process that is killed loses the last second.
 */
import { ulid } from 'ulidx';
import { dayInChina } from '../../domain/china-time.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import type { Now } from '../clock.ts';
import { appendEvents } from '../event-log.ts';
import type { JsonObject, Records } from '../ports.ts';

export interface Use {
  readonly application: string;
  readonly key: string;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** As documented, without what was asked: `/api/v1/datasets/{id}/records`. */
  readonly route: string;
  readonly status: number;
  /** As told, 0 for the part of a file. */
  readonly rows: number;
  /** Of the content, before it is compressed for the way. */
  readonly bytes: number;
  /** The answer was broken off: by the reader, by a failure, or because the grant ended. */
  readonly cut?: boolean;
  /** How many requests the line stands for; refusals for too many are told together. */
  readonly times?: number;
}

export const useMetrics = ['requests', 'refused', 'rows', 'bytes'] as const;
export type UseMetric = (typeof useMetrics)[number];

/** The counter of one day of an application, or of one of its keys. */
export const useCounter = (of: string, day: string, metric: UseMetric): string =>
  `use/${of}/${day}/${metric}`;
export const useLines = (application: string, day: string) =>
  ({ index: 'use', key: `${application}/${day}` }) as const;
export const lastUsedItem = (key: string): string => `access-key-used/${key}`;

const linesPerRow = 500;
const mostWaiting = 50_000;
const writeAfter = 1_000;

interface UseLogDeps {
  readonly records: Records;
  readonly now: Now;
  /** Told what could not be written; it is tried again. */
  readonly onFailure: (error: unknown) => void;
}

export function createUseLog({ records, now, onFailure }: UseLogDeps) {
  let waiting: Use[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    const days = Map.groupBy(batch, (use) => JSON.stringify([use.application, dayInChina(use.at)]));
    let done = 0;
    try {
      for (const uses of days.values()) {
        await writeDay(records, now, uses);
        done += uses.length;
      }
    } catch (error) {
      onFailure(error);
      const left = [...days.values()].flat().slice(done);
      waiting = [...left, ...waiting].slice(-mostWaiting);
      schedule();
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => (waiting.length > 0 ? write() : undefined));
    return writing;
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), writeAfter).unref();
  };

  return {
    /** Notes a use; returns at once. */
    note(use: Use): void {
      const index = use.status === 429 ? waiting.findIndex((other) => isSameRefusal(other, use)) : -1;
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

/** The uses of one application on one day. */
async function writeDay(records: Records, now: Now, uses: readonly Use[]): Promise<void> {
  const [first] = uses;
  if (!first) return;
  const { application } = first;
  const day = dayInChina(first.at);
  for (let start = 0; start < uses.length; start += linesPerRow) {
    const part = uses.slice(start, start + linesPerRow);
    const lines = part.map(({ application: _, ...line }) => ({ ...line }));
    const row = {
      ...useLines(application, day),
      sort: `${part[0]?.at}/${ulid(now().getTime())}`,
      value: { lines } as JsonObject,
    };
    // Rows alone, without an event: the stream stays empty, so its length is always known.
    await appendEvents(records, `use/${application}`, nothingYet, [], { put: [row] });
  }
  await count(records, application, day, uses);
  for (const [key, ofKey] of Map.groupBy(uses, (use) => use.key)) {
    await count(records, key, day, ofKey);
    await records.put(lastUsedItem(key), { at: ofKey.at(-1)?.at });
  }
}

const nothingYet = { length: 0, lastHash: chainOrigin };

async function count(records: Records, of: string, day: string, uses: readonly Use[]): Promise<void> {
  const sum = (value: (use: Use) => number): number => uses.reduce((total, use) => total + value(use), 0);
  const sums: Record<UseMetric, number> = {
    requests: sum(({ times = 1 }) => times),
    refused: sum(({ status, times = 1 }) => (status >= 400 ? times : 0)),
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
  };
  for (const metric of useMetrics)
    if (sums[metric] !== 0) await records.add(useCounter(of, day, metric), sums[metric]);
}
