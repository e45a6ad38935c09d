/**
 * The port of the portal in the cloud: named files that are replaced: readers see the one before or the one after, whole. Names have forward slashes and may
 * begin with a dot. Adapter: S3 (`store/s3-shelf.ts`).
 */
export interface Shelf {
  /** Gives up when the signal is aborted, whose reason is thrown; the file is then the one before or the new one. */
  put(file: string, bytes: Uint8Array, options: ShelfPut): Promise<void>;
  /** Undefined when there is none. */
  get(file: string): Promise<Uint8Array | undefined>;
  remove(file: string): Promise<void>;
  /** Every file that begins so, with the MD5 of its content in hex where the store tells it, else something else. */
  list(prefix: string): Promise<ReadonlyMap<string, string>>;
}

export interface ShelfPut {
  readonly mediaType: string;
  readonly cacheControl?: string;
  readonly signal?: AbortSignal;
}
