/** What can be asked of a voice, and the ways it says no. */
import type { VoiceAnswer, VoiceFacts } from './voice-event.ts';

export type VoiceCommand =
  | { readonly type: 'admit' }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'assign'; readonly agency: string; readonly reason: string }
  | ({ readonly type: 'answer' } & VoiceAnswer)
  | { readonly type: 'hide'; readonly reason: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'support' }
  | { readonly type: 'unsupport' };
export type VoiceCommandType = VoiceCommand['type'];
/** Whatever is decided: what people ask, and what the platform does by the clock. */
export type VoiceAct = VoiceCommand | { readonly type: 'erase' };
export const voiceCommandTypes = [
  'admit',
  'decline',
  'assign',
  'answer',
  'hide',
  'withdraw',
  'support',
  'unsupport',
] as const satisfies readonly VoiceCommandType[];

/** A filing: what is told, with the hashes of what is kept apart. */
export interface Filing {
  readonly facts: VoiceFacts;
  readonly words: string;
  readonly receipt: string;
}

/** Every refusal of a voice: what is wrong, and after the semicolon what to do. */
export const voiceRefusals = {
  'unknown-voice':
    'there is nothing filed under this id that you may read; check the id and the receipt code',
  'voice-not-permitted': 'you have no part in this that allows it; leave it to the agency addressed',
  'voice-wrong-status': 'this is not possible at this stage; look at what happened meanwhile',
  'voice-incomplete': 'what this kind of filing needs is missing; give what `errors` names',
  'voice-answer-unfit': 'this kind of filing is not answered so; give what `errors` names',
  'voice-personal-data':
    'what is to be published holds what looks like personal data; leave out what `errors` names',
  'voice-overtaken': 'somebody else acted on this at the same moment; look at it and try again',
  'too-many-voices': 'too much was filed or supported from one account today; try again tomorrow',
} as const;
export type VoiceRefusalCode = keyof typeof voiceRefusals;

export interface VoiceRefusal {
  readonly code: VoiceRefusalCode;
  /** Which fields, and what is wrong with each. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}
