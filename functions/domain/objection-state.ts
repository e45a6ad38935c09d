/** What the events of one objection (异议, Art. 46) amount to. */
import type { ClockEvent } from './deadline.ts';
import type { ClockName } from './time-limits.ts';

export const objectionKinds = ['error', 'omission', 'privacy', 'secret'] as const;
export type ObjectionKind = (typeof objectionKinds)[number];

export const objectionStatuses = [
  'new',
  'received',
  'forwarded',
  'verified',
  'concluded',
  'withdrawn',
] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

export type ObjectionClock = Extract<ClockName, `objection.${string}`>;
export const objectionClocks: readonly ObjectionClock[] = [
  'objection.mark',
  'objection.decide',
  'objection.forward',
  'objection.verify',
];

/** `data-withdrawn`: what was objected to is not published any more. */
export const objectionOutcomes = ['corrected', 'not-corrected', 'data-withdrawn'] as const;
export type ObjectionOutcome = (typeof objectionOutcomes)[number];

/** In whose scope of correction it lies (Art. 46(1), 46(2)). */
export type ObjectionScope = 'bureau' | 'department';

export interface ObjectionTarget {
  readonly dataset: string;
  readonly version?: number;
  /** Name of a column. */
  readonly field?: string;
  /** Counts from 1 in the file of the version. */
  readonly row?: number;
}

/** What was decided, with the reasons that everybody reads. */
export interface Finding {
  readonly at: string;
  readonly outcome: ObjectionOutcome;
  readonly reason: string;
}

export interface Objection {
  readonly status: Exclude<ObjectionStatus, 'new'>;
  readonly kind: ObjectionKind;
  readonly target: ObjectionTarget;
  /** The agency that provides the data. */
  readonly provider: string;
  /** The responsible department (Art. 14). */
  readonly department: string;
  readonly scope: ObjectionScope;
  readonly filedAt: string;
  readonly markedAt?: string;
  /** How often the objector has added words, and files. */
  readonly supplements: number;
  /** The supplement of which the office whose turn it is was last written to: one a day, however many come. */
  readonly mailedSupplement?: { readonly number: number; readonly at: string } | undefined;
  readonly files: readonly string[];
  readonly forwarded?: { readonly at: string; readonly note?: string };
  /** What the providing agency says to it. */
  readonly statement?: { readonly at: string; readonly stance: 'agree' | 'disagree'; readonly text: string };
  readonly finding?: Finding;
  /** How the department verified it, where the provider made no statement. */
  readonly verification?: string;
  /** When data was taken offline because of it. */
  readonly quarantinedAt?: string;
  readonly clocks: Readonly<Record<ObjectionClock, readonly ClockEvent[]>>;
  /** Clocks of which it was told, once each, that they have run out. */
  readonly overdueTold: readonly ObjectionClock[];
  readonly escalations: readonly {
    readonly clock: ObjectionClock;
    readonly at: string;
    readonly note: string;
  }[];
  /** When the objector was told of the outcome, or withdrew. */
  readonly endedAt?: string;
  /** When the objector's words, files and contact were removed. */
  readonly erasedAt?: string;
  readonly latest: { readonly type: string; readonly at: string };
}

/** `new` until its first event. */
export type ObjectionState = { readonly status: 'new' } | Objection;
export const noObjection: ObjectionState = { status: 'new' };

/** Whether it stands against the data: then the data is marked. */
export const isOpenObjection = ({ status }: Pick<Objection, 'status'>): boolean =>
  status === 'received' || status === 'forwarded' || status === 'verified';
