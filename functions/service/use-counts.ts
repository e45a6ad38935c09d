/**
 * How often data is downloaded and asked for (Art. 22), by dataset and by agency, day and year of China. On one machine
 * counted beside the answers and never before them: a process that is killed loses what the last seconds brought. In the
 * cloud from CloudFront's log (`service/access-log.ts`). Nobody who asks is noted.
 */
import type { Use } from '../domain/monitoring.ts';
import { chinaDay, type Now } from './clock.ts';
import type { Records } from './ports.ts';
import { writeBehind } from './write-behind.ts';

export const useKinds = ['downloads', 'queries'] as const;
export type UseKind = (typeof useKinds)[number];

export interface Used {
  readonly dataset: string;
  readonly agency: string;
  readonly kind: UseKind;
}

/** Where data is handed out, with the dataset in each address: files, archives, exports, and rows. */
const handingOut: readonly (readonly [RegExp, UseKind])[] = [
  [/^\/files\/([^/]+)\/[^/]+\/[^/]+$/, 'downloads'],
  [/^\/datasets\/([^/]+)\/[^/]+\/datapackage\.zip$/, 'downloads'],
  [/^\/api\/v1\/datasets\/([^/]+)\/export\/[^/]+$/, 'downloads'],
  [/^\/api\/v1\/datasets\/([^/]+)\/records$/, 'queries'],
];

/** What an answer at this address counts as; undefined where no data is handed out. */
export function useOf(path: string): Pick<Used, 'dataset' | 'kind'> | undefined {
  for (const [pattern, kind] of handingOut) {
    const dataset = pattern.exec(path)?.[1];
    if (dataset !== undefined) return { dataset, kind };
  }
  return undefined;
}

export interface Answered {
  readonly method: string;
  readonly status: number;
  /** The first byte that was sent, of an answer with a part (206); undefined where that is not told. */
  readonly firstByte?: number;
}

/** Whether data was handed out: whole, or the first part of a file that comes in parts. */
export const isUse = ({ method, status, firstByte }: Answered): boolean =>
  method === 'GET' && (status === 200 || (status === 206 && firstByte === 0));

/** The counters that one use adds to. */
export function countersOf({ dataset, agency, kind }: Used, day: string): readonly string[] {
  const year = day.slice(0, 4);
  return [
    useCount(`dataset/${dataset}`, day, kind),
    useCount(`dataset/${dataset}`, year, kind),
    useCount(`agency/${agency}`, year, kind),
  ];
}

export type UseOwner = `dataset/${string}` | `agency/${string}`;
/** `span` is a day (CCYY-MM-DD) of a dataset, or a year (CCYY) of a dataset or an agency. */
export const useCount = (owner: UseOwner, span: string, kind: UseKind): string =>
  `data-use/${owner}/${span}/${kind}`;

/** Milliseconds. */
const writeAfter = 5_000;

interface UseCountDeps {
  readonly records: Pick<Records, 'add'>;
  readonly now: Now;
  /** Told what could not be written; it is tried again. */
  readonly onFailure: (error: unknown) => void;
}

export interface UseCounts {
  /** Counts one use; returns at once. */
  note(used: Used): void;
  /** Resolves when everything noted so far was written, or is kept for another try. */
  flush(): Promise<void>;
}

export function createUseCounts({ records, now, onFailure }: UseCountDeps): UseCounts {
  const waiting = new Map<string, number>();

  const write = async (): Promise<void> => {
    try {
      for (const counter of [...waiting.keys()]) {
        const count = waiting.get(counter) ?? 0;
        await records.add(counter, count);
        const rest = (waiting.get(counter) ?? 0) - count;
        if (rest > 0) waiting.set(counter, rest);
        else waiting.delete(counter);
      }
    } catch (error) {
      onFailure(error);
      schedule();
    }
  };
  const { schedule, flush } = writeBehind(write, writeAfter);

  return {
    note(used) {
      for (const counter of countersOf(used, chinaDay(now())))
        waiting.set(counter, (waiting.get(counter) ?? 0) + 1);
      schedule();
    },
    flush,
  };
}

/** The use of each owner in a span, in their order. */
export async function readUse(
  records: Pick<Records, 'read'>,
  owners: readonly UseOwner[],
  span: string,
): Promise<readonly Use[]> {
  const counters = owners.flatMap((owner) => useKinds.map((kind) => useCount(owner, span, kind)));
  const values = counters.length === 0 ? [] : await records.read(counters);
  return owners.map((_, at) => ({ downloads: values[2 * at] ?? 0, queries: values[2 * at + 1] ?? 0 }));
}
