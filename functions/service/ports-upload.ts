/** The ports of uploads: where the files of large publications are sent, and what publishes them. */

/** One file that was announced. */
export interface ExpectedFile {
  /** Id of the upload. */
  readonly upload: string;
  readonly name: string;
  /** Of the blob that it becomes. */
  readonly key: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A request by which anybody who has it can send this very file, and nothing else. */
export interface UploadAddress {
  readonly method: 'PUT';
  readonly url: string;
  /** To be sent as they are; `Content-Length` must come too, and be the number of bytes announced. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601 instant until which the request may begin. */
  readonly validUntil: string;
}

/**
 * Makes the addresses. Adapters: S3 itself (`store/s3-upload-door.ts`), this platform (`store/own-upload-door.ts`).
 */
export interface UploadDoor {
  address(file: ExpectedFile): Promise<UploadAddress>;
  /** Whether the header with which a file comes to this platform itself is of an address that was made here. */
  admits(file: Pick<ExpectedFile, 'upload' | 'name'>, token: string): boolean;
}

/** Media type under which uploads are stored, whatever they are. */
export const uploadMediaType = 'application/octet-stream';
/** Milliseconds for which an address is good. */
export const addressLifetime = 3_600_000;
/** The header that an address of this platform asks for. */
export const uploadTokenHeader = 'X-Upload-Token';

/** Adapters: a container task (`store/ecs-runner.ts`), this very process (`local/background.ts`). */
export interface PublicationRunner {
  /**
   * Starts the job that publishes an upload and comes back at once; asked twice for the same job, it starts one.
   * Throws when whoever starts jobs cannot be reached.
   */
  start(job: Job): Promise<'started' | 'no-capacity'>;
}

export interface Job {
  readonly upload: string;
  /** Number of the run, from 1. */
  readonly run: number;
}
