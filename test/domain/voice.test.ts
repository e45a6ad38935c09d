import { describe, expect, test } from 'vitest';
import { decide, decideFiling } from '../../functions/domain/voice.ts';
import { type VoiceCommand, voiceCommandTypes } from '../../functions/domain/voice-command.ts';
import { readVoiceEvent, type VoiceEvent, type VoiceFacts } from '../../functions/domain/voice-event.ts';
import { readsAll, type VoiceActor, voiceCommandsFor } from '../../functions/domain/voice-permissions.ts';
import {
  evolve,
  foldVoice,
  isPublicVoice,
  type VoiceState,
  voiceStatuses,
} from '../../functions/domain/voice-state.ts';

const [words, receipt] = ['a'.repeat(64), 'b'.repeat(64)];
const now = '2026-03-10T02:00:00Z';
const filer: VoiceActor = { id: 'zhang', roles: [] };
const holder: VoiceActor = { roles: [], receipt };
const handler: VoiceActor = { id: 'wang', roles: ['reviewer'], agency: 'ecology' };
const foreign: VoiceActor = { id: 'zhao', roles: ['reviewer'], agency: 'market' };
const supervisor: VoiceActor = { id: 'li', roles: ['supervisor'] };
const auditor: VoiceActor = { id: 'sun', roles: ['auditor'] };
const stranger: VoiceActor = { id: 'qian', roles: [] };
const nobody: VoiceActor = { roles: [], receipt: 'c'.repeat(64) };
const actors = { filer, holder, handler, foreign, supervisor, auditor, stranger, nobody };

const facts: Record<VoiceFacts['kind'], VoiceFacts> = {
  complaint: { kind: 'complaint', agency: 'ecology', datasets: [], isPublic: true },
  'data-request': {
    kind: 'data-request',
    agency: 'ecology',
    datasets: [],
    grounds: ['urgent'],
    isPublic: true,
  },
  question: { kind: 'question', agency: 'ecology', datasets: ['rivers'], isPublic: true },
  correction: { kind: 'correction', agency: 'ecology', datasets: ['rivers'], isPublic: true },
  rating: { kind: 'rating', agency: 'ecology', datasets: ['rivers'], stars: 4, isPublic: true },
  reuse: {
    kind: 'reuse',
    datasets: ['rivers'],
    form: 'application',
    url: 'https://a.example/',
    isPublic: true,
  },
};
const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T02:00:00Z`;
const event = (type: VoiceEvent['type'], data: object, actor = 'wang', day = 2): VoiceEvent =>
  readVoiceEvent({ type, at: at(day), actor, data });
const filed = (told: VoiceFacts, by = 'zhang') => event('voice-filed', { ...told, words, receipt }, by, 1);
const answered = {
  complaint: { outcome: 'upheld', text: '已改正' },
  'data-request': { outcome: 'planned', text: '年内开放', by: '2026-12-31' },
} as const;
const reach: Record<(typeof voiceStatuses)[number], readonly VoiceEvent[]> = {
  filed: [],
  admitted: [event('voice-admitted', {})],
  answered: [event('voice-admitted', {}), event('voice-answered', answered['data-request'])],
  declined: [event('voice-declined', { reason: '广告' })],
  hidden: [event('voice-admitted', {}), event('voice-hidden', { reason: '含人身攻击' })],
  withdrawn: [event('voice-withdrawn', {}, 'zhang')],
};
const commands: Record<VoiceCommand['type'], VoiceCommand> = {
  admit: { type: 'admit' },
  decline: { type: 'decline', reason: '广告' },
  assign: { type: 'assign', agency: 'market', reason: '由市场监管部门提供' },
  answer: { type: 'answer', outcome: 'planned', by: '2026-12-31', text: '年内开放' },
  hide: { type: 'hide', reason: '含人身攻击' },
  withdraw: { type: 'withdraw' },
  support: { type: 'support' },
  unsupport: { type: 'unsupport' },
};
const reached = (status: keyof typeof reach, told: VoiceFacts = facts['data-request']): VoiceState =>
  foldVoice([filed(told), ...reach[status]]);
const outcomeOf = (state: VoiceState, command: VoiceCommand, actor: VoiceActor) => {
  const decision = decide(state, command, actor, now);
  return decision.outcome === 'refused'
    ? decision.refusal.code
    : decision.events.map(({ type }) => type.slice('voice-'.length)).join(' ');
};

describe('who may do what, at which stage', () => {
  const officials = 'handler supervisor';
  const allowed: Record<string, string> = {
    'filed admit': officials,
    'filed decline': officials,
    'filed assign': officials,
    'filed withdraw': 'filer holder',
    'admitted answer': officials,
    'admitted assign': officials,
    'admitted hide': officials,
    'admitted withdraw': 'filer holder',
    'admitted support': 'handler foreign supervisor auditor stranger',
    'admitted unsupport': 'handler foreign supervisor auditor stranger',
    'answered answer': officials,
    'answered hide': officials,
    'answered support': 'handler foreign supervisor auditor stranger',
    'answered unsupport': 'handler foreign supervisor auditor stranger',
  };
  const refusals = ['unknown-voice', 'voice-not-permitted', 'voice-wrong-status'];
  const all = voiceStatuses.flatMap((status) => voiceCommandTypes.map((type) => [status, type] as const));
  test.each(all)('%s: %s', (status, type) => {
    const state = reached(status);
    const may = Object.entries(actors)
      .filter(([, actor]) => !refusals.includes(outcomeOf(state, commands[type], actor)))
      .map(([name]) => name);
    expect(may.join(' ')).toBe(allowed[`${status} ${type}`] ?? '');
    for (const [name, actor] of Object.entries(actors))
      expect(voiceCommandsFor(actor, state).includes(type), name).toBe(may.includes(name));
  });

  test('what was not published does not exist for strangers', () => {
    for (const status of ['filed', 'declined', 'hidden', 'withdrawn'] as const)
      for (const actor of [stranger, foreign, nobody])
        expect(outcomeOf(reached(status), commands.answer, actor)).toBe('unknown-voice');
  });

  test('an official has no office in what they filed themselves', () => {
    const own = foldVoice([filed(facts.question, 'wang')]);
    expect(outcomeOf(own, commands.admit, handler)).toBe('voice-not-permitted');
    expect(outcomeOf(own, commands.admit, supervisor)).toBe('admitted');
  });

  test('what is assigned to another agency is theirs', () => {
    const assigned = foldVoice([
      filed(facts.question),
      event('voice-assigned', { agency: 'market', reason: '…' }),
    ]);
    expect(outcomeOf(assigned, commands.admit, foreign)).toBe('admitted');
    expect(outcomeOf(assigned, commands.admit, handler)).toBe('unknown-voice');
  });
});

describe('what each kind tells', () => {
  test.each(Object.entries(facts))('a %s that tells what it must is filed', (_kind, told) => {
    const decision = decideFiling({ facts: told, words, receipt }, filer, now);
    expect(decision).toMatchObject({ outcome: 'events', events: [{ actor: 'zhang', data: told }] });
  });

  test.each([
    ['complaint', { agency: undefined }, 'agency'],
    ['rating', { stars: undefined }, 'stars'],
    ['question', { datasets: [] }, 'datasets'],
    ['question', { datasets: ['a', 'b'] }, 'datasets'],
    ['question', { stars: 5 }, 'stars'],
    ['data-request', { grounds: [] }, 'grounds'],
    ['data-request', { datasets: ['rivers'] }, 'datasets'],
    ['reuse', { url: undefined }, 'url'],
    ['reuse', { datasets: Array.from({ length: 21 }, (_, index) => `d${index}`) }, 'datasets'],
  ] as const)('a %s with %j is refused, and %s named', (kind, change, field) => {
    const changed = { ...facts[kind], ...change } as VoiceFacts;
    expect(decideFiling({ facts: changed, words, receipt }, { roles: [] }, now)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'voice-incomplete', errors: [{ field }] },
    });
  });

  test('without an account the filer is nobody, and the receipt is theirs', () => {
    const decision = decideFiling({ facts: facts.question, words, receipt }, { roles: [] }, now);
    if (decision.outcome === 'refused') throw new Error('refused');
    const state = foldVoice(decision.events);
    expect(state).not.toHaveProperty('filer');
    expect(readsAll(holder, state)).toBe(true);
    expect(readsAll({ id: 'anonymous', roles: [] }, state)).toBe(false);
  });
});

describe('answers', () => {
  test.each([
    ['complaint', { outcome: 'upheld' }, undefined],
    ['complaint', { outcome: 'told' }, 'outcome'],
    ['data-request', { outcome: 'opened', dataset: 'rivers' }, undefined],
    ['data-request', { outcome: 'opened' }, 'dataset'],
    ['data-request', { outcome: 'planned' }, 'by'],
    ['data-request', { outcome: 'refused' }, 'legalBasis'],
    ['data-request', { outcome: 'refused', legalBasis: '第二十八条', by: '2026-12-31' }, 'by'],
    ['correction', { outcome: 'corrected' }, undefined],
    ['question', { outcome: 'told' }, undefined],
    ['question', { outcome: 'upheld' }, 'outcome'],
  ] as const)('a %s answered %j: %s', (kind, answer, field) => {
    const command = { type: 'answer', text: '答复', ...answer } as VoiceCommand;
    const decision = decide(reached('admitted', facts[kind]), command, handler, now);
    if (field === undefined) expect(decision).toMatchObject({ events: [{ type: 'voice-answered' }] });
    else expect(decision).toMatchObject({ refusal: { code: 'voice-answer-unfit', errors: [{ field }] } });
  });

  test('an answer stands; what was planned is answered once more', () => {
    const planned = reached('answered');
    const opened = { type: 'answer', outcome: 'opened', dataset: 'rivers', text: '已开放' } as const;
    expect(outcomeOf(planned, opened, handler)).toBe('answered');
    const done = foldVoice([
      filed(facts['data-request']),
      ...reach.admitted,
      event('voice-answered', { outcome: 'opened', dataset: 'rivers', text: '已开放' }),
    ]);
    expect(outcomeOf(done, opened, handler)).toBe('voice-wrong-status');
  });

  test('the clock of a complaint runs from its acceptance to its answer (Art. 50); nothing else has one', () => {
    const answer = event('voice-answered', answered.complaint, 'wang', 5);
    expect(foldVoice([filed(facts.complaint), ...reach.admitted, answer])).toMatchObject({
      clock: [
        { kind: 'start', at: at(2) },
        { kind: 'stop', at: at(5) },
      ],
    });
    expect(reached('admitted', facts.question)).toMatchObject({ clock: [] });
  });
});

describe('what is removed 90 days after the end', () => {
  const erasing = (state: VoiceState, moment: string) => {
    const decision = decide(state, { type: 'erase' }, { id: 'platform', roles: ['platform'] }, moment);
    return decision.outcome === 'refused' ? decision.refusal.code : decision.events.map(({ data }) => data);
  };
  // Ended on 2 March: until the end of 31 May in China.
  const [last, first] = ['2026-05-31T15:59:59.999Z', '2026-05-31T16:00:00.000Z'];
  const told = [...reach.admitted, event('voice-answered', answered.complaint)];
  const planned = foldVoice([filed(facts['data-request']), ...reach.answered]);
  test.each([
    ['of a public answer the address alone', foldVoice([filed(facts.complaint), ...told]), 'contact'],
    ['of a private one all', foldVoice([filed({ ...facts.complaint, isPublic: false }), ...told]), 'all'],
    ['of what was declined all', reached('declined'), 'all'],
    ['of what was hidden all', reached('hidden'), 'all'],
    ['of what was withdrawn all', reached('withdrawn'), 'all'],
    ['of a rating, which waits for no answer, the address', reached('admitted', facts.rating), 'contact'],
  ] as const)('%s', (_what, state, what) => {
    expect(erasing(state, last)).toBe('voice-wrong-status');
    expect(erasing(state, first)).toEqual([{ what }]);
    if (state.status === 'new') throw new Error('no voice');
    const done = evolve(state, event('voice-erased', { what }, 'platform'));
    expect(erasing(done, first)).toEqual([]);
  });
  test('nothing while somebody waits; of a plan after its day', () => {
    expect(erasing(reached('admitted'), '2030-01-01T00:00:00Z')).toEqual([]);
    expect(erasing(planned, '2027-03-31T15:59:59.999Z')).toBe('voice-wrong-status');
    expect(erasing(planned, '2027-03-31T16:00:00.000Z')).toEqual([{ what: 'contact' }]);
  });
  test('the words, when what was public is hidden later', () => {
    const known = foldVoice([
      filed(facts.question),
      ...reach.hidden,
      event('voice-erased', { what: 'contact' }),
    ]);
    expect(erasing(known, first)).toEqual([{ what: 'all' }]);
  });
  test('by nobody but the platform', () => {
    for (const actor of Object.values(actors))
      expect(decide(reached('declined'), { type: 'erase' }, actor, first).outcome).toBe('refused');
  });
});

describe('what everybody may read', () => {
  const isPublic = (status: keyof typeof reach, told: VoiceFacts) => {
    const state = reached(status, told);
    return state.status !== 'new' && isPublicVoice(state);
  };
  test('what an official has admitted, and no longer when it is hidden', () => {
    const open = voiceStatuses.filter((status) => isPublic(status, facts.question));
    expect(open).toEqual(['admitted', 'answered']);
  });
  test('of a complaint, what its filer agreed to and the agency has answered', () => {
    expect(voiceStatuses.filter((status) => isPublic(status, facts.complaint))).toEqual(['answered']);
    expect(isPublic('answered', { ...facts.complaint, isPublic: false })).toBe(false);
  });
});

test('a complaint that was accepted neither goes away nor elsewhere before its answer (Art. 50)', () => {
  const running = reached('admitted', facts.complaint);
  expect(outcomeOf(running, commands.hide, handler)).toBe('voice-wrong-status');
  expect(outcomeOf(running, commands.assign, handler)).toBe('voice-wrong-status');
  expect(outcomeOf(running, commands.assign, supervisor)).toBe('assigned');
  const told = foldVoice([
    filed(facts.complaint),
    ...reach.admitted,
    event('voice-answered', answered.complaint),
  ]);
  expect(outcomeOf(told, commands.hide, handler)).toBe('hidden');
});

test('support counts once an account, and can be taken back', () => {
  const open = [filed(facts['data-request']), ...reach.admitted];
  const supported = foldVoice([...open, event('voice-supported', {}, 'qian')]);
  expect(outcomeOf(supported, commands.support, stranger)).toBe('');
  expect(outcomeOf(supported, commands.unsupport, stranger)).toBe('unsupported');
  expect(outcomeOf(foldVoice(open), commands.unsupport, stranger)).toBe('');
  expect(
    foldVoice([...open, event('voice-supported', {}, 'qian'), event('voice-unsupported', {}, 'qian')]),
  ).toMatchObject({ supporters: new Set() });
});
