/** How long the words of a voice and the address of its filer are kept: read from its events. */
import { isBefore } from './china-time.ts';
import { erasedFrom } from './retention.ts';
import type { Erased } from './voice-event.ts';
import { isPublicVoice, type Voice } from './voice-state.ts';

/**
 * When a voice is over: with what ended it. Ratings and reuses need no answer and are over when they are published; a plan
 * (Art. 29) is over on its day, as its answer is followed by another one.
 */
function endOf({ kind, status, admittedAt, endedAt, answer }: Voice): string | undefined {
  if (status === 'admitted') return kind === 'rating' || kind === 'reuse' ? admittedAt : undefined;
  if (status !== 'answered' || answer?.by === undefined || endedAt === undefined) return endedAt;
  const planned = `${answer.by}T00:00:00+08:00`;
  return isBefore(endedAt, planned) ? planned : endedAt;
}

/**
 * What is to be removed and from when, ISO 8601, UTC; undefined while there is nothing. What everybody may read stays, as
 * the public record of what was asked and answered (Art. 29, 50); its filer's address goes.
 */
export function nextErasure(voice: Voice): { readonly what: Erased; readonly at: string } | undefined {
  const at = erasedFrom(endOf(voice));
  if (at === undefined) return undefined;
  const what = isPublicVoice(voice) ? 'contact' : 'all';
  const isDone = voice.erased?.what === 'all' || voice.erased?.what === what;
  return isDone ? undefined : { what, at };
}
