/** The use cases of uploads, as the API calls them. */
import type { Actor } from '../../domain/actor.ts';
import type { Failure, UploadFile, UploadState } from '../../domain/upload.ts';
import { type UploadRefusalCode, uploadRefusals } from '../../domain/upload-refusals.ts';
import type { Now } from '../clock.ts';
import type { Blobs, Records } from '../ports.ts';
import type { PublicationRunner, UploadAddress, UploadDoor } from '../ports-upload.ts';
import type { Admission, PublicationService, PublishResult } from '../publication/contract.ts';
import type { ParameterError } from '../query/query.ts';

export interface UploadDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  /** For files while they arrive, where they come to this platform itself; on a real disk. */
  readonly workDirectory: string;
  readonly publications: Pick<PublicationService, 'admit'>;
  readonly door: UploadDoor;
  readonly runner: PublicationRunner;
}

export interface Refused {
  readonly outcome: 'refused';
  readonly refusal: { readonly code: UploadRefusalCode; readonly message: string };
  /** Names of the files that have not arrived. */
  readonly missing?: readonly string[];
}
export const refuse = (code: UploadRefusalCode): Refused => {
  return { outcome: 'refused', refusal: { code, message: uploadRefusals[code] } };
};

/** There is no room for a job at the moment, which was recorded: it can be started again. */
export class JobsUnavailable extends Error {
  override readonly name = 'JobsUnavailable';
}

export interface Announcement {
  /** The descriptor, unchecked. */
  readonly document: unknown;
  readonly files: readonly UploadFile[];
  readonly actor: Actor;
}

export type Announced =
  | { readonly outcome: 'announced'; readonly id: string }
  /** The files announced are not those that the descriptor names. */
  | { readonly outcome: 'other-files'; readonly errors: readonly ParameterError[] }
  | { readonly outcome: 'too-many' }
  | Exclude<Admission, { outcome: 'admitted' }>;

export interface UploadView {
  readonly id: string;
  readonly dataset: string;
  readonly state: UploadState;
  readonly announcedAt: string;
  readonly expiresAt: string;
  readonly files: readonly FileView[];
  readonly run?: RunView;
}

/** `received` is told until a job was started, `address` of what is to be sent yet. */
export type FileView = UploadFile & { readonly received?: boolean; readonly address?: UploadAddress };

export interface Progress {
  /** The part that is done, 0 to 1. */
  readonly done: number;
  readonly step: string;
  readonly at: string;
}

export interface RunView {
  readonly number: number;
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly progress?: Progress;
  readonly endedAt?: string;
  readonly because?: Failure | 'lost';
  /** What a publication answers; gone a week after the announcement. */
  readonly report?: PublishResult;
}

export interface UploadService {
  /** Announces files; they are kept from the first byte to the publication, but for a week at most. */
  announce(announcement: Announcement): Promise<Announced>;
  /** Undefined for an id that nothing has, and for whoever has nothing to do with it. */
  read(id: string, actor: Actor): Promise<UploadView | undefined>;
  /** Starts the job that publishes what arrived; asked again, it is the same job. Throws `JobsUnavailable`. */
  start(request: {
    readonly id: string;
    readonly actor: Actor;
    readonly dryRun: boolean;
  }): Promise<{ readonly outcome: 'accepted' } | Refused>;
  /** Takes a file, where the door leads to this platform itself. */
  receive(file: {
    readonly id: string;
    readonly name: string;
    readonly token: string;
    readonly body: ReadableStream<Uint8Array>;
  }): Promise<{ readonly outcome: 'received' } | Refused>;
}
