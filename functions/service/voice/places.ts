/** Where a voice stands in the indexes: derived from its state alone, written with its events. */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import { type VoiceKind, voiceKinds } from '../../domain/voice-event.ts';
import { nextErasure } from '../../domain/voice-retention.ts';
import { isPublicVoice, type Voice, voiceStatuses } from '../../domain/voice-state.ts';
import type { IndexRow, JsonObject } from '../ports.ts';

/**
 * | index         | key                      | sort               | holds                                        |
 * |---------------|--------------------------|--------------------|----------------------------------------------|
 * | voice-filer   | account                  | id                 | all of an account                            |
 * | voice-receipt | hash of the receipt code | id                 | the one that it was given for                |
 * | voice-queue   | agency, `bureau`, `all`  | since when, id     | those that wait for an official              |
 * | voice-office  | agency, `bureau`, `all`  | id                 | all that an office has                       |
 * | voice-public  | kind, `dataset/` id      | id                 | those that everybody may read                |
 * | voice-agenda  | all                      | moment, id         | those of which something is to be removed    |
 */
export const voiceIndexes = {
  filer: 'voice-filer',
  receipt: 'voice-receipt',
  queue: 'voice-queue',
  office: 'voice-office',
  public: 'voice-public',
  agenda: 'voice-agenda',
} as const;

/** Of what is addressed to no agency. */
export const bureauKey = 'bureau';
export const everybody = 'all';

const summary = once(() =>
  type({
    id: 'string',
    kind: type.enumerated(...voiceKinds),
    status: type.enumerated(...voiceStatuses),
    isWaiting: 'boolean',
    'agency?': 'string',
    datasets: 'string[]',
    filedAt: 'string',
    clock: 'object[]',
    // Rows that were written before have none.
    'earlier?': 'object[]',
  }),
);

/** What lists and figures tell of a voice: kept in its rows, so that they are one query. No word and no person. */
export interface VoiceSummary extends Pick<Voice, 'status' | 'agency' | 'datasets' | 'filedAt' | 'clock'> {
  readonly earlier?: Voice['earlier'];
  readonly id: string;
  readonly kind: VoiceKind;
  /** For an official. */
  readonly isWaiting: boolean;
}

/** Reads a row's value. Throws when it is no summary. */
export const readVoiceSummary = (value: JsonObject): VoiceSummary => summary().assert(value) as VoiceSummary;

/** What is answered, or told to its agency only once, waits for nobody; ratings and reuses need no answer. */
const isWaiting = ({ kind, status }: Voice): boolean =>
  status === 'filed' || (status === 'admitted' && kind !== 'rating' && kind !== 'reuse');

function placesOf(id: string, voice: Voice): Omit<IndexRow, 'value'>[] {
  const { kind, agency = bureauKey, filer, receipt, filedAt, admittedAt, datasets } = voice;
  const since = `${admittedAt ?? filedAt}/${id}`;
  const isPublic = isPublicVoice(voice);
  const erasure = nextErasure(voice);
  return [
    ...(filer === undefined ? [] : [{ index: voiceIndexes.filer, key: filer, sort: id }]),
    { index: voiceIndexes.receipt, key: receipt, sort: id },
    ...[agency, everybody].map((key) => ({ index: voiceIndexes.office, key, sort: id })),
    ...(isWaiting(voice)
      ? [agency, everybody].map((key) => ({ index: voiceIndexes.queue, key, sort: since }))
      : []),
    ...(isPublic ? [{ index: voiceIndexes.public, key: kind, sort: id }] : []),
    ...(isPublic
      ? datasets.map((dataset) => ({ index: voiceIndexes.public, key: `dataset/${dataset}`, sort: id }))
      : []),
    ...(erasure ? [{ index: voiceIndexes.agenda, key: everybody, sort: `${erasure.at}/${id}` }] : []),
  ];
}

/** The rows to put, and those of before to remove. */
export function indexRows(
  id: string,
  before: Voice | undefined,
  after: Voice,
): { readonly put: readonly IndexRow[]; readonly remove: readonly Omit<IndexRow, 'value'>[] } {
  const places = placesOf(id, after);
  const { kind, supporters, status, agency, datasets, filedAt, clock, earlier } = after;
  const value: JsonObject = {
    ...{ id, kind, status, datasets, filedAt },
    supporters: supporters.size,
    isWaiting: isWaiting(after),
    ...(agency !== undefined && { agency }),
    clock: clock.map((event) => ({ ...event })),
    ...(earlier.length > 0 && { earlier: earlier.map((office) => ({ ...office })) }),
  };
  const kept = new Set(places.map(nameOf));
  const old = before ? placesOf(id, before) : [];
  return {
    put: places.map((place) => ({ ...place, value })),
    remove: old.filter((place) => !kept.has(nameOf(place))),
  };
}

const nameOf = ({ index, key, sort }: Omit<IndexRow, 'value'>): string => JSON.stringify([index, key, sort]);
