/** What a voice is after what happened to it. */
import type { EarlierOffice } from './clock-run.ts';
import type { ClockEvent } from './deadline.ts';
import type { Erased, VoiceAnswer, VoiceEvent, VoiceFacts } from './voice-event.ts';

/**
 * `filed` waits for an official; `admitted`: a complaint is accepted (受理), anything else published; `answered` for good,
 * though a planned request can be answered once more; `declined`, `hidden` and `withdrawn` are told to nobody but its filer
 * and the offices.
 */
export const voiceStatuses = ['filed', 'admitted', 'answered', 'declined', 'hidden', 'withdrawn'] as const;
export type VoiceStatus = (typeof voiceStatuses)[number];

export interface Voice extends VoiceFacts {
  readonly status: VoiceStatus;
  /** Salted SHA-256 of title and text. */
  readonly words: string;
  readonly receipt: string;
  /** The account that filed it; absent when there was none. */
  readonly filer?: string;
  readonly filedAt: string;
  readonly admittedAt?: string;
  readonly answer?: VoiceAnswer & { readonly at: string };
  /** Why it was declined or hidden. */
  readonly reason?: string;
  /** When it was answered, declined, hidden or withdrawn. */
  readonly endedAt?: string;
  /** What was removed after its time. */
  readonly erased?: { readonly what: Erased; readonly at: string };
  /** Accounts that support a request. */
  readonly supporters: ReadonlySet<string>;
  /** `complaint.answer` (Art. 50): from the acceptance to the answer. */
  readonly clock: readonly ClockEvent[];
  /** Offices that had it while its clock ran, the first first. */
  readonly earlier: readonly EarlierOffice[];
}
export type VoiceState = { readonly status: 'new' } | Voice;

export const noVoice: VoiceState = { status: 'new' };
/** The actor of those who file without an account. */
export const anonymous = 'anonymous';

export const foldVoice = (events: Iterable<VoiceEvent>): VoiceState => {
  let state: VoiceState = noVoice;
  for (const event of events) state = evolve(state, event);
  return state;
};

/** Throws TypeError on a history that cannot be. */
export function evolve(state: VoiceState, event: VoiceEvent): Voice {
  const { at, actor } = event;
  if (event.type === 'voice-filed') {
    const filer = actor === anonymous ? {} : { filer: actor };
    return {
      ...event.data,
      ...filer,
      status: 'filed',
      filedAt: at,
      supporters: new Set(),
      clock: [],
      earlier: [],
    };
  }
  if (state.status === 'new') throw new TypeError(`${event.type} at ${at} comes before the filing`);
  switch (event.type) {
    case 'voice-admitted':
      return { ...state, status: 'admitted', admittedAt: at, clock: started(state, at) };
    case 'voice-assigned':
      return { ...state, agency: event.data.agency, earlier: handedOn(state, at) };
    case 'voice-answered':
      return {
        ...state,
        status: 'answered',
        answer: { ...event.data, at },
        endedAt: at,
        clock: stopped(state, at),
      };
    case 'voice-declined':
      return { ...state, status: 'declined', reason: event.data.reason, endedAt: at };
    case 'voice-hidden':
      return {
        ...state,
        status: 'hidden',
        reason: event.data.reason,
        endedAt: at,
        clock: stopped(state, at),
      };
    case 'voice-withdrawn':
      return { ...state, status: 'withdrawn', endedAt: at, clock: stopped(state, at) };
    case 'voice-supported':
      return { ...state, supporters: new Set([...state.supporters, actor]) };
    case 'voice-unsupported':
      return { ...state, supporters: new Set([...state.supporters].filter((each) => each !== actor)) };
    case 'voice-erased':
      return { ...state, erased: { ...event.data, at } };
  }
}

const started = ({ kind, clock }: Voice, at: string): readonly ClockEvent[] =>
  kind === 'complaint' && clock.length === 0 ? [{ kind: 'start', at }] : clock;

const stopped = ({ clock }: Voice, at: string): readonly ClockEvent[] =>
  clock.length > 0 && clock.at(-1)?.kind !== 'stop' ? [...clock, { kind: 'stop', at }] : clock;

const handedOn = ({ agency, clock, earlier }: Voice, at: string): readonly EarlierOffice[] =>
  clock.length > 0 ? [...earlier, { ...(agency !== undefined && { agency }), until: at }] : earlier;

/** Whether everybody may read it: moderated, and of a complaint only what its filer agreed to and the agency answered. */
export const isPublicVoice = ({ kind, status, isPublic }: Voice): boolean =>
  kind === 'complaint' ? isPublic && status === 'answered' : status === 'admitted' || status === 'answered';
