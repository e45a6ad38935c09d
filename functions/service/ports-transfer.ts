/** The port through which all records leave a store and enter an empty one: backup, restore, moving to the cloud. */

/** A record as any adapter stores it. JSON stays the text it was written as; `expires` is in milliseconds since 1970. */
export type StoredRecord =
  | {
      readonly kind: 'event';
      readonly stream: string;
      readonly sequence: number;
      readonly type: string;
      readonly at: string;
      readonly actor: string;
      readonly data: string;
      readonly hash: string;
    }
  | { readonly kind: 'stream'; readonly stream: string; readonly length: number }
  | { readonly kind: 'token'; readonly stream: string; readonly token: string; readonly length: number }
  | {
      readonly kind: 'row';
      readonly index: string;
      readonly key: string;
      readonly sort: string;
      readonly value: string;
    }
  | {
      readonly kind: 'counter';
      readonly counter: string;
      readonly value: number;
      readonly expires: number | null;
    }
  | { readonly kind: 'item'; readonly key: string; readonly value: string; readonly expires: number | null };

/**
 * Adapters: DynamoDB (`store/dynamodb-transfer.ts`), node:sqlite (`store/sqlite-transfer.ts`). SQLite reads one moment,
 * whatever is written meanwhile. DynamoDB has no such reading of a whole table: read a table that nothing writes to, or
 * one restored to a point in time.
 */
export interface RecordsTransfer {
  /** Every record, in no particular order. */
  read(): AsyncIterable<StoredRecord>;
  /** Writes records as they are; one that exists is replaced, so that what broke off can be done again. */
  write(records: readonly StoredRecord[]): Promise<void>;
  close(): Promise<void>;
}
