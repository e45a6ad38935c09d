/**
 * Voices: what people and organisations say to the agencies (Art. 29, 30, 50). What happens to one, as stored. Titles and
 * texts are kept apart, by hash, so that they can be deleted; events hold no personal datum.
 */
import { type } from 'arktype';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';

/**
 * `complaint` 投诉举报, `data-request` 数据需求, `question` 咨询, `correction` 纠错, `rating` 评价, `reuse` 利用成果.
 */
export const voiceKinds = ['complaint', 'data-request', 'question', 'correction', 'rating', 'reuse'] as const;
export type VoiceKind = (typeof voiceKinds)[number];

/** Why data should be opened first (Art. 29), as whoever asks for it sees it. */
export const requestGrounds = ['livelihood', 'urgent', 'commercial'] as const;
export type RequestGround = (typeof requestGrounds)[number];

export const reuseForms = ['application', 'research', 'service', 'report', 'visualisation'] as const;
export type ReuseForm = (typeof reuseForms)[number];

/** What is told beside title and text; which of it, the kind decides. */
export interface VoiceFacts {
  readonly kind: VoiceKind;
  /** The agency it is addressed to; a data request need not know one. */
  readonly agency?: string;
  /** What it speaks of: one dataset, and for a reuse all that it was made from. */
  readonly datasets: readonly string[];
  /** 1 to 5, of a rating. */
  readonly stars?: number;
  readonly grounds?: readonly RequestGround[];
  readonly form?: ReuseForm;
  /** Where a reuse is to be found, http or https. */
  readonly url?: string;
  /** Whether a complaint and its answer may be told publicly. */
  readonly isPublic: boolean;
}

export const complaintOutcomes = ['upheld', 'partly-upheld', 'not-upheld'] as const;
export const correctionOutcomes = ['corrected', 'not-corrected'] as const;
export const requestOutcomes = ['opened', 'planned', 'refused'] as const;
export const outcomes = [...complaintOutcomes, ...correctionOutcomes, ...requestOutcomes, 'told'] as const;
/** `told`: an answer in words alone. */
export type VoiceOutcome = (typeof outcomes)[number];

export interface VoiceAnswer {
  readonly outcome: VoiceOutcome;
  /** The official's words: public whenever the voice is. */
  readonly text: string;
  /** The dataset that a request was opened as. */
  readonly dataset?: string;
  /** Until when a request is planned to be met, CCYY-MM-DD. */
  readonly by?: string;
  /** The law by which a request is refused. */
  readonly legalBasis?: string;
}

/** `contact`: the e-mail address alone; `all`: title and text too. */
export type Erased = 'contact' | 'all';

interface EventData {
  'voice-filed': VoiceFacts & {
    /** SHA-256 of title and text as JSON, salted: once they were removed, nobody finds them by guessing. */
    readonly words: string;
    /** SHA-256 of the receipt code. */
    readonly receipt: string;
  };
  /** A complaint is accepted (受理), anything else is published. */
  'voice-admitted': object;
  'voice-declined': { readonly reason: string };
  'voice-assigned': { readonly agency: string; readonly reason: string };
  'voice-answered': VoiceAnswer;
  'voice-withdrawn': object;
  /** Taken off the public pages after it was there. */
  'voice-hidden': { readonly reason: string };
  'voice-supported': object;
  'voice-unsupported': object;
  /** By the platform, when it was kept long enough: where its filer is written to; of what is not public the words as well. */
  'voice-erased': { readonly what: Erased };
}
export type VoiceEventType = keyof EventData;
export type VoiceEvent = {
  [Name in VoiceEventType]: {
    readonly type: Name;
    /** ISO 8601 instant, UTC. */
    readonly at: string;
    /** The account; `anonymous` for whoever has none. */
    readonly actor: string;
    readonly data: EventData[Name];
  };
}[VoiceEventType];

const hash = /^[0-9a-f]{64}$/;
const check = eventCheck<VoiceEventType>('a voice', {
  'voice-filed': () =>
    type({
      kind: type.enumerated(...voiceKinds),
      'agency?': 'string',
      datasets: 'string[]',
      'stars?': '1 <= number.integer <= 5',
      'grounds?': type.enumerated(...requestGrounds).array(),
      'form?': type.enumerated(...reuseForms),
      'url?': 'string',
      isPublic: 'boolean',
      words: hash,
      receipt: hash,
    }),
  'voice-admitted': () => type('object'),
  'voice-declined': () => type({ reason: 'string' }),
  'voice-assigned': () => type({ agency: 'string', reason: 'string' }),
  'voice-answered': () =>
    type({
      outcome: type.enumerated(...outcomes),
      text: 'string',
      'dataset?': 'string',
      'by?': 'string',
      'legalBasis?': 'string',
    }),
  'voice-withdrawn': () => type('object'),
  'voice-hidden': () => type({ reason: 'string' }),
  'voice-supported': () => type('object'),
  'voice-unsupported': () => type('object'),
  'voice-erased': () => type({ what: "'contact' | 'all'" }),
});

/** Reads a stored event. Throws when it is none of a voice: the records are damaged or newer than this code. */
export function readVoiceEvent({ type: name, at, actor, data }: RecordedEvent): VoiceEvent {
  check({ type: name, at, data });
  return { type: name, at, actor, data } as VoiceEvent;
}
