/**
 * An upload: files that are announced first, then sent one by one, then published by a job that runs for as long as it
 * takes. A small decider; the content lies among the blobs.
 */
import { type } from 'arktype';
import type { Actor, Role } from './actor.ts';
import { roles } from './actor.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';
import type { UploadRefusalCode } from './upload-refusals.ts';

/** What one PUT to S3 takes, in bytes (5 GiB). */
export const mostFileBytes = 5 * 1024 ** 3;
/** Data and attachments of one descriptor. */
export const mostUploadFiles = 51;
/** Days after its announcement in which an upload can be published; its files are deleted on the day after. */
export const uploadDays = 6;
/** Milliseconds without a sign of life after which a job counts as dead. A container takes a minute or two to start. */
export const patience = 5 * 60_000;
const day = 86_400_000;

export interface UploadFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Who asked for a publication, with the rights of that moment: the job acts for them. */
export type Requester = Pick<Actor, 'id' | 'agency'> & { readonly roles: readonly Role[] };

/** How a job ended; `published` of a dry run means that it would have been. */
export const runOutcomes = ['published', 'unchanged', 'blocked', 'invalid', 'refused', 'failed'] as const;
export type RunOutcome = (typeof runOutcomes)[number];
/** Why a job failed: it could not be started, broke, or the machine was shut down. */
export const failures = ['not-started', 'error', 'stopped'] as const;
export type Failure = (typeof failures)[number];

export interface RunEnd {
  readonly at: string;
  readonly outcome: RunOutcome;
  /** SHA-256 of what the publication answered; absent when it failed. */
  readonly report?: string;
  readonly because?: Failure;
}

/** A job; the latest one counts. */
export interface Run {
  /** From 1. */
  readonly number: number;
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly requester: Requester;
  readonly ended?: RunEnd;
}

export interface Upload {
  readonly dataset: string;
  readonly agency: string;
  readonly announcedAt: string;
  /** SHA-256 of the descriptor as JSON. */
  readonly descriptor: string;
  readonly files: readonly UploadFile[];
  readonly run?: Run;
}

interface EventData {
  'upload-announced': Pick<Upload, 'dataset' | 'agency' | 'descriptor' | 'files'>;
  'upload-run-started': {
    readonly run: number;
    readonly dryRun: boolean;
    readonly agency: string;
    readonly roles: readonly Role[];
  };
  'upload-run-ended': { readonly run: number } & Omit<RunEnd, 'at'>;
}
type UploadEventName = keyof EventData;
export type UploadEvent = {
  [Name in UploadEventName]: {
    readonly type: Name;
    readonly at: string;
    readonly actor: string;
    readonly data: EventData[Name];
  };
}[UploadEventName];

const check = eventCheck<UploadEventName>('an upload', {
  'upload-announced': () =>
    type({
      dataset: 'string',
      agency: 'string',
      descriptor: 'string',
      files: type({ name: 'string', bytes: 'number', sha256: 'string' }).array(),
    }),
  'upload-run-started': () =>
    type({
      run: 'number.integer >= 1',
      dryRun: 'boolean',
      agency: 'string',
      roles: type.enumerated(...roles).array(),
    }),
  'upload-run-ended': () =>
    type({
      run: 'number.integer >= 1',
      outcome: type.enumerated(...runOutcomes),
      'report?': 'string',
      'because?': type.enumerated(...failures),
    }),
});

/** Folds stored events, oldest first; undefined before the first. Throws on an event that is none of an upload. */
export function foldUpload(events: Iterable<RecordedEvent>): Upload | undefined {
  let upload: Upload | undefined;
  for (const event of events) {
    check(event);
    upload = evolveUpload(upload, event as UploadEvent);
  }
  return upload;
}

export function evolveUpload(upload: Upload | undefined, event: UploadEvent): Upload {
  const { at, actor } = event;
  if (event.type === 'upload-announced') return { ...event.data, announcedAt: at };
  if (!upload) throw new TypeError(`${event.type} at ${at} comes before the announcement`);
  if (event.type === 'upload-run-started') {
    const { run: number, dryRun, agency, roles: held } = event.data;
    const requester = { id: actor, agency, roles: held };
    return { ...upload, run: { number, dryRun, startedAt: at, requester } };
  }
  const { run: number, ...end } = event.data;
  if (upload.run?.number !== number) throw new TypeError(`${event.type} at ${at} ends another job`);
  return { ...upload, run: { ...upload.run, ended: { at, ...end } } };
}

/** When an upload can no longer be published, ISO 8601. */
export const expiryOf = ({ announcedAt }: Pick<Upload, 'announcedAt'>): string =>
  new Date(Date.parse(announcedAt) + uploadDays * day).toISOString();

/** Whether the job is under way: not ended, and heard of lately. `heardAt` is its last sign of life. */
export function isAlive(upload: Upload, now: string, heardAt: string | undefined): boolean {
  if (!upload.run || upload.run.ended) return false;
  const heard = Math.max(Date.parse(upload.run.startedAt), Date.parse(heardAt ?? upload.run.startedAt));
  return Date.parse(now) - heard < patience;
}

/** Whether nothing is left to do: it was published in earnest. */
export const isDone = ({ run: last }: Upload): boolean =>
  last !== undefined &&
  !last.dryRun &&
  (last.ended?.outcome === 'published' || last.ended?.outcome === 'unchanged');

/** `checked`: a dry run found nothing wrong. `lost`: the job was never heard of again. */
export type UploadState = 'waiting' | 'ready' | 'running' | 'checked' | 'lost' | 'expired' | RunOutcome;

/** The state that is told. `isComplete`: every file arrived; asked only of what no job has touched. */
export function stateOf(
  upload: Upload,
  { now, heardAt, isComplete }: { now: string; heardAt: string | undefined; isComplete: boolean },
): UploadState {
  const { run: last } = upload;
  if (last?.ended) {
    const { outcome } = last.ended;
    return last.dryRun && (outcome === 'published' || outcome === 'unchanged') ? 'checked' : outcome;
  }
  if (last) return isAlive(upload, now, heardAt) ? 'running' : 'lost';
  if (now >= expiryOf(upload)) return 'expired';
  return isComplete ? 'ready' : 'waiting';
}

interface Asked {
  readonly actor: Requester;
  readonly now: string;
}

/** Begins a job; none when the very same is under way, or nothing is left to do. */
export function decideStart(
  upload: Upload,
  dryRun: boolean,
  { actor, now }: Asked,
  heardAt: string | undefined,
): readonly UploadEvent[] | UploadRefusalCode {
  if (isDone(upload)) return [];
  if (isAlive(upload, now, heardAt)) return upload.run?.dryRun === dryRun ? [] : 'upload-running';
  if (now >= expiryOf(upload)) return 'upload-expired';
  const number = (upload.run?.number ?? 0) + 1;
  const data = { run: number, dryRun, agency: upload.agency, roles: actor.roles };
  return [{ type: 'upload-run-started', at: now, actor: actor.id, data }];
}

/** Ends a job, unless it has ended, or another one has taken its place. */
export function decideEnd(
  { run: last }: Upload,
  number: number,
  end: RunEnd,
): readonly Extract<UploadEvent, { type: 'upload-run-ended' }>[] {
  if (last?.number !== number || last.ended) return [];
  const { at, ...data } = end;
  return [{ type: 'upload-run-ended', at, actor: 'platform', data: { run: number, ...data } }];
}

/** Uploads belong to the publishers of one agency; for anybody else they do not exist. */
export const mayHandle = ({ roles: held, agency }: Actor, upload: Pick<Upload, 'agency'>): boolean =>
  held.includes('publisher') && agency === upload.agency;
