/** The problems of voices: status for each refusal; title and advice are the two halves of its words. */
import { type VoiceRefusalCode, voiceRefusals } from './domain/voice-command.ts';
import { problemsOf } from './problem-kind.ts';

const statuses: Readonly<Record<VoiceRefusalCode, number>> = {
  'unknown-voice': 404,
  'voice-not-permitted': 403,
  'voice-wrong-status': 409,
  'voice-incomplete': 422,
  'voice-answer-unfit': 422,
  'voice-personal-data': 422,
  'voice-overtaken': 409,
  'too-many-voices': 429,
};

export type VoiceProblemCode = VoiceRefusalCode;

export const voiceProblems = problemsOf<VoiceProblemCode>(statuses, voiceRefusals);
