/** The public log as its parts see it. */
import type { LogKey } from '../../domain/catalogue-log.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Blobs, JsonObject, Records } from '../ports.ts';

/** Signs for the log. The private key stays inside. */
export interface LogSigner {
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: (text: string) => Uint8Array;
}

export interface LogDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  /** The public one, and nothing else: what it does not tell, the log does not. */
  readonly catalogue: () => Catalogue;
  readonly portalUrl: string;
  /**
   * The keys that sign, at least one; all of them sign each checkpoint. `isNew` tells whether the log has nothing yet:
   * only then may a key be made.
   */
  readonly signers: (isNew: boolean) => Promise<readonly LogSigner[]>;
}

/** Events decide what is in the log, and in which order; the public files follow from them alone. */
export const logStream = 'catalogue-log';

/** What one event adds, and what is known after it. */
export interface Extension {
  readonly origin: string;
  /** Leaves before this event. */
  readonly from: number;
  readonly leaves: readonly string[];
  readonly keys: readonly LogKey[];
  /** The day of China of the latest leaf over all records. */
  readonly day: string;
}

export const readExtension = (data: JsonObject): Extension => {
  const { origin, from, leaves, keys, day } = data;
  const isOne = typeof from === 'number' && Array.isArray(leaves) && Array.isArray(keys);
  if (!isOne) throw new TypeError('an event of the log is none: run the audit');
  return { origin: String(origin), from, leaves, keys, day: String(day) } as Extension;
};

/** What the public is shown: the checkpoint of the last event whose files all lie in place. */
export interface ShownLog {
  readonly origin: string;
  readonly events: number;
  readonly size: number;
  readonly checkpoint: string;
  readonly keys: readonly LogKey[];
}

export const shownRow = { index: 'pointer', key: logStream, sort: 'latest' } as const;

/** What the log shows; undefined before the first checkpoint. One read of one row. */
export async function shownLog(records: Pick<Records, 'query'>): Promise<ShownLog | undefined> {
  const { rows } = await records.query(shownRow.index, shownRow.key, { limit: 1 });
  const [row] = rows;
  return row && (row.value as unknown as ShownLog);
}

/** Where the public files of the log lie; equals the path of their addresses. */
export const logKey = (path: string): string => `log/${path}`;
export const checkpointPath = (size: number): string => `checkpoints/${size}`;
/** The streams that a leaf of the audit speaks of, by its root; not public, their names tell of people. */
export const headsKey = (root: string): string => `heads/${root}.jsonl`;
