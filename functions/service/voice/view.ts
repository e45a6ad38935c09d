/** A voice as it is told: its public part to everybody, all of it to its filer and the offices. */
import { type Deadline, dueAt, isOverdue, remainingWorkingDays } from '../../domain/deadline.ts';
import { timeLimits } from '../../domain/time-limits.ts';
import type { VoiceCommandType } from '../../domain/voice-command.ts';
import type { VoiceFacts } from '../../domain/voice-event.ts';
import { capacitiesIn, readsAll, voiceCommandsFor } from '../../domain/voice-permissions.ts';
import { isPublicVoice, type Voice } from '../../domain/voice-state.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Asker, VoiceDeps } from './contract.ts';
import { loadVoice, voiceActor } from './stream.ts';
import { loadWords, type Words } from './words.ts';

export interface VoiceClock extends Deadline {
  readonly clock: 'complaint.answer';
  readonly kind: 'statutory';
  /** Working days; negative when it is overdue. */
  readonly remaining: number;
  readonly overdue: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly nameEn: string | null;
}

/** What everybody may read. */
export interface PublicVoice extends Omit<VoiceFacts, 'agency' | 'datasets' | 'isPublic'> {
  readonly id: string;
  readonly status: Voice['status'];
  readonly agency: Named | null;
  readonly datasets: readonly Named[];
  /** Null once they were deleted. */
  readonly title: string | null;
  readonly text: string | null;
  readonly by?: string;
  readonly filedAt: string;
  readonly answer: Voice['answer'] | null;
  readonly supporters: number;
}

export interface WholeVoice extends PublicVoice {
  readonly isPublic: boolean;
  readonly reason: string | null;
  /** When the e-mail address, and of what is not public the words, were removed. */
  readonly erasedAt: string | null;
  readonly clock: VoiceClock | null;
  readonly commands: readonly VoiceCommandType[];
  readonly isMine: boolean;
  /** Whether the account supports it. */
  readonly isSupported: boolean;
}

export interface Terms {
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
  /** ISO 8601 instant, UTC. */
  readonly now: string;
}

/** What of a voice may be read by whoever asks; undefined for nothing. */
export async function readVoice(
  deps: VoiceDeps,
  id: string,
  asker: Asker,
): Promise<PublicVoice | WholeVoice | undefined> {
  const { state } = await loadVoice(deps.records, id);
  if (state.status === 'new') return undefined;
  const terms = {
    catalogue: deps.catalogue(),
    calendar: await deps.calendar(),
    now: deps.now().toISOString(),
  };
  const words = await loadWords(deps.records, id);
  const isReader = asker.actor !== undefined && isPublicVoice(state);
  if (readsAll(voiceActor(asker), state) || isReader) return wholeVoice(id, state, words, asker, terms);
  return isPublicVoice(state) ? publicVoice(id, state, words, terms.catalogue) : undefined;
}

export function publicVoice(
  id: string,
  { receipt: _receipt, words: _hash, filer: _filer, clock: _clock, reason: _reason, ...voice }: Voice,
  words: Words | undefined,
  catalogue: Catalogue,
): PublicVoice {
  const {
    agency,
    datasets,
    supporters,
    answer,
    admittedAt: _admitted,
    earlier: _earlier,
    endedAt: _ended,
    erased: _erased,
    isPublic: _isPublic,
    ...facts
  } = voice;
  const provider = agency === undefined ? undefined : catalogue.agency(agency);
  return {
    id,
    ...facts,
    agency:
      agency === undefined
        ? null
        : { id: agency, name: provider?.name ?? null, nameEn: provider?.nameEn ?? null },
    datasets: datasets.map((each) => {
      const dataset = catalogue.entry(each)?.dataset;
      return { id: each, name: dataset?.title ?? null, nameEn: dataset?.titleEn ?? null };
    }),
    title: words?.title ?? null,
    text: words?.text ?? null,
    ...(words?.by !== undefined && { by: words.by }),
    answer: answer ?? null,
    supporters: supporters.size,
  };
}

/** For its filer and the offices; a mere reader learns neither the reason nor the clock. */
export function wholeVoice(
  id: string,
  voice: Voice,
  words: Words | undefined,
  asker: Asker,
  terms: Terms,
): WholeVoice {
  const actor = voiceActor(asker);
  const isWhole = readsAll(actor, voice);
  return {
    ...publicVoice(id, voice, words, terms.catalogue),
    isPublic: voice.isPublic,
    reason: isWhole ? (voice.reason ?? null) : null,
    erasedAt: isWhole ? (voice.erased?.at ?? null) : null,
    clock: isWhole ? clockOf(voice, terms) : null,
    commands: voiceCommandsFor(actor, voice),
    isMine: capacitiesIn(actor, voice).includes('filer'),
    isSupported: actor.id !== undefined && voice.supporters.has(actor.id),
  };
}

/** The clock of a complaint (Art. 50); null for what has none, or before it was accepted. */
export function clockOf({ clock, agency }: Voice, { catalogue, calendar, now }: Terms): VoiceClock | null {
  const region = agency === undefined ? undefined : catalogue.agency(agency)?.region;
  const deadline = dueAt(clock, timeLimits['complaint.answer'], calendar, region);
  if (!deadline) return null;
  const remaining = remainingWorkingDays(deadline, now, calendar, region);
  return {
    clock: 'complaint.answer',
    kind: 'statutory',
    ...deadline,
    remaining,
    overdue: isOverdue(deadline, now),
  };
}
