/**
 * Complaints, data requests, questions, corrections, ratings and reuses (Art. 29, 30, 50): filed by anybody, with an account
 * or a receipt code, moderated and answered by the agencies, public where they are meant to be.
 */
import type { VoiceKind } from '../domain/voice-event.ts';
import type { VoiceDeps } from '../service/voice/contract.ts';
import { openWorkingCalendar } from '../service/working-calendar.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import { proofHeader } from './challenges.ts';
import type { OversightDeps } from './deps.ts';
import type { Route, Wording } from './route.ts';
import { command, file, list, officeList, officeQuery, one, publicQuery, receipt } from './voice-answers.ts';
import { commandBody, filingBody } from './voice-bodies.ts';

/** Which address each kind has. */
const collections: Readonly<Record<VoiceKind, readonly [path: string, what: Wording]>> = {
  complaint: ['complaints', { zh: '投诉举报（第五十条）', en: 'complaints (Art. 50)' }],
  'data-request': ['data-requests', { zh: '数据需求', en: 'requests for data that is not open yet' }],
  question: ['questions', { zh: '咨询', en: 'questions on a dataset' }],
  correction: ['corrections', { zh: '纠错', en: 'corrections of a dataset' }],
  rating: ['ratings', { zh: '评价', en: 'ratings of a dataset' }],
  reuse: ['reuses', { zh: '利用成果', en: 'what was made from datasets' }],
};

const receiptHeader: NonNullable<Route['headers']> = {
  'Receipt-Code': {
    description: {
      zh: '提交时得到的回执码，未登录也可以查看和撤回；绝不要放在网址中',
      en: 'The code told when it was filed: reads and withdraws it without an account. Never in the address',
    },
    json: { type: 'string', maxLength: 60 },
  },
};

const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const json = (schema: object = {}) => ({ 'application/json': schema });
const fallback = { fallback: ({ base }: { base: object }) => base };
const id = {
  description: { zh: '编号', en: 'Its id' },
  json: { type: 'string', pattern: '^voi_[0-9A-HJKMNP-TV-Z]{26}$' },
};

const shared = { tag: 'voices', auth: 'optional', isOpenData: false } as const;

/** Of one kind: what is public of it, and filing another one. */
function routesOf(
  deps: OversightDeps,
  voices: VoiceDeps,
  kind: VoiceKind,
  [path, what]: readonly [string, Wording],
): Route[] {
  const named = (zh: string, en: string): Wording => ({ zh: `${zh}${what.zh}`, en: `${en} ${what.en}` });
  return [
    {
      ...shared,
      auth: 'none',
      isOpenData: true,
      method: 'GET',
      path: `/api/v1/${path}`,
      summary: named('公开的', 'Public'),
      query: publicQuery,
      answers: [{ status: 200, description: 'A page, newest first', content: json() }],
      problems: ['invalid-request'],
      handle: (c) => list(voices, c, kind),
    },
    {
      ...shared,
      method: 'POST',
      path: `/api/v1/${path}`,
      summary: named('提交', 'File'),
      headers: { ...proofHeader, ...csrfParameter, ...actingForHeader },
      body: () => json(filingBody(kind).toJsonSchema(fallback)),
      answers: [
        { status: 201, description: 'Its id, and the receipt code, which is told once', content: json() },
      ],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'proof-required',
        'proof-refused',
        'voice-incomplete',
        'voice-personal-data',
        'too-many-voices',
      ],
      handle: (c) => file(deps, voices, c, kind),
    },
  ];
}

/** Of all kinds: reading one, acting on one, and lists for those who may. */
function commonRoutes(deps: OversightDeps, voices: VoiceDeps): Route[] {
  return [
    {
      ...shared,
      auth: 'bearer',
      method: 'GET',
      path: '/api/v1/voices',
      summary: { zh: '我的，以及本单位要办理的', en: 'One’s own, and those of an office' },
      query: officeQuery,
      headers: actingForHeader,
      answers: [{ status: 200, description: 'A page, with clocks as they stand now', content: json() }],
      problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
      handle: (c) => authenticated(deps, c, (actor) => officeList(voices, c, actor)),
    },
    {
      ...shared,
      auth: 'none',
      method: 'GET',
      path: '/api/v1/receipt',
      summary: { zh: '回执码对应哪一件', en: 'What a receipt code was given for' },
      headers: receiptHeader,
      answers: [{ status: 200, description: 'Its id', content: json() }],
      problems: ['unknown-voice'],
      handle: (c) => receipt(voices, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/voices/{id}',
      summary: { zh: '读取一件', en: 'Read one' },
      pathParameters: { id },
      headers: { ...receiptHeader, ...actingForHeader },
      answers: [
        {
          status: 200,
          description: 'Its public part; all of it for its filer and the offices',
          content: json(),
        },
      ],
      problems: [...signedInProblems, 'unknown-voice'],
      handle: (c) => one(deps, voices, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/voices/{id}/commands',
      summary: {
        zh: '办理：采纳、转交、答复、支持、撤回等',
        en: 'Give a command: admit, assign, answer, support, withdraw…',
      },
      pathParameters: { id },
      headers: { ...receiptHeader, ...csrfParameter, ...actingForHeader },
      body: () => json(commandBody().toJsonSchema(fallback)),
      answers: [{ status: 200, description: 'The status and the events', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'unknown-voice',
        'voice-not-permitted',
        'voice-wrong-status',
        'voice-answer-unfit',
        'voice-personal-data',
        'voice-overtaken',
        'too-many-voices',
      ],
      handle: (c) => command(deps, voices, c),
    },
  ];
}

export function voiceRoutes(deps: OversightDeps): Route[] {
  const { calendar = openWorkingCalendar(deps) } = deps;
  const voices: VoiceDeps = { ...deps, calendar };
  const kinds = Object.keys(collections) as VoiceKind[];
  return [
    ...kinds.flatMap((kind) => routesOf(deps, voices, kind, collections[kind])),
    ...commonRoutes(deps, voices),
  ];
}
