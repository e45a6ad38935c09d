/** What the use cases around voices need, and how they answer. */
import type { Actor } from '../../domain/actor.ts';
import type { VoiceCommand, VoiceRefusal } from '../../domain/voice-command.ts';
import type { VoiceFacts } from '../../domain/voice-event.ts';
import type { VoiceStatus } from '../../domain/voice-state.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import type { CurrentCalendar } from '../working-calendar.ts';
import type { Words } from './words.ts';

export interface VoiceDeps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
  readonly calendar: CurrentCalendar;
  readonly portalUrl: string;
}

/** Whoever asks: an account, the holder of a receipt code, both or neither. */
export interface Asker {
  readonly actor?: Actor;
  /** SHA-256 of the receipt code that the request brought. */
  readonly receipt?: string;
}

export interface FilingRequest {
  /** The agency of what speaks of datasets is found by the platform. */
  readonly facts: VoiceFacts;
  readonly words: Words;
  readonly asker: Asker;
}

export interface CommandRequest {
  readonly id: string;
  readonly command: VoiceCommand;
  readonly asker: Asker;
}

export type Refused = { readonly outcome: 'refused'; readonly refusal: VoiceRefusal };
export const refuse = (code: VoiceRefusal['code'], errors?: VoiceRefusal['errors']): Refused => ({
  outcome: 'refused',
  refusal: { code, ...(errors && { errors }) },
});

export type FilingOutcome =
  | {
      readonly outcome: 'filed';
      readonly id: string;
      /** Told once, and kept nowhere. */
      readonly receiptCode: string;
      /** Days after the end for which words that are not public, and the e-mail address, are kept. */
      readonly keptDays: number;
    }
  | Refused;
export type CommandOutcome =
  | {
      readonly outcome: 'done';
      readonly id: string;
      readonly status: VoiceStatus;
      /** Types; none when nothing changed. */
      readonly events: readonly string[];
    }
  | Refused;
