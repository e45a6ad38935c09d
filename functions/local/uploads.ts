/** Uploads on one machine: files come to the platform itself, and are published in the background. */
import type { PublicationService } from '../service/publication/contract.ts';
import type { UploadService } from '../service/upload/contract.ts';
import { runPublication } from '../service/upload/run.ts';
import { endRun } from '../service/upload/start.ts';
import { createUploadService } from '../service/upload/uploads.ts';
import { openOwnUploadDoor } from '../store/own-upload-door.ts';
import { openBackground } from './background.ts';
import type { Platform } from './platform.ts';

export interface Uploads {
  readonly service: UploadService;
  /** Resolves when no job is under way. */
  idle(): Promise<void>;
  /** Leaves the jobs that are under way; who asks is told that they were stopped, and can start them again. */
  stop(): Promise<void>;
}

interface Given extends Pick<Platform, 'records' | 'blobs' | 'now' | 'workDirectory'> {
  readonly portalUrl: string;
  readonly publications: PublicationService;
  /** Brings catalogue and pages up to date. */
  readonly show: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

export function openUploads(given: Given): Uploads {
  const runner = openBackground((job, stopping) => {
    // What breaks after the stores were closed says nothing.
    const onFault = (error: unknown): void => (stopping.aborted ? undefined : given.onFault(error));
    return runPublication({ ...given, onFault, stopping }, job).catch(onFault);
  });
  return {
    service: createUploadService({ ...given, door: openOwnUploadDoor(given), runner }),
    idle: runner.idle,
    stop: () => runner.stop((job) => endRun(given, job, { outcome: 'failed', because: 'stopped' })),
  };
}
