/** The error codes of complaints, requests, questions, corrections, ratings and reuses in Chinese. */
import type { VoiceProblemCode } from '../../../../functions/problem-voice.ts';

export const voiceErrors: Readonly<
  Record<VoiceProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-voice': { title: '没有这一件，或者您不能查看', advice: '核对编号和回执码。' },
  'voice-not-permitted': { title: '您不能这样办理这一件', advice: '由受理单位办理。' },
  'voice-wrong-status': { title: '这一件目前不能这样办理', advice: '查看此间发生了什么。' },
  'voice-incomplete': { title: '缺少这一类提交所需的内容', advice: '按 `errors` 逐项补齐。' },
  'voice-answer-unfit': { title: '这一类提交不能这样答复', advice: '按 `errors` 逐项改正。' },
  'voice-personal-data': {
    title: '将要公开的文字里有疑似个人信息',
    advice: '删去 `errors` 所列内容后再提交。',
  },
  'voice-overtaken': { title: '这一件刚由他人办理', advice: '查看后再试。' },
  'too-many-voices': { title: '这个账号今天提交过多', advice: '明天再试。' },
};
