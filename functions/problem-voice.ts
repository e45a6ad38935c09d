/** The problems of voices: status for each refusal; title and advice are the two halves of its words. */
import { type VoiceRefusalCode, voiceRefusals } from './domain/voice-command.ts';
import type { ProblemKind } from './problem-kind.ts';

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

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const voiceProblems = Object.fromEntries(
  Object.entries(voiceRefusals).map(([code, words]) => {
    const [title = '', ...rest] = words.split('; ');
    const status = statuses[code as VoiceRefusalCode];
    return [code, { status, title: sentence(title), advice: `${sentence(rest.join('; '))}.` }];
  }),
) as Readonly<Record<VoiceProblemCode, ProblemKind>>;
