import { describe, expect, it } from 'vitest';
import { clockResult } from '../../functions/domain/clock-result.ts';
import { runningDeadline } from '../../functions/domain/objection-clocks.ts';
import { objectionCommandTypes } from '../../functions/domain/objection-command.ts';
import { readObjectionEvent } from '../../functions/domain/objection-event.ts';
import { marksOf } from '../../functions/domain/objection-mark.ts';
import {
  type ObjectionCapacity,
  objectionCapacities,
  objectionCommandsFor,
} from '../../functions/domain/objection-permissions.ts';
import { publicObjection } from '../../functions/domain/objection-public.ts';
import { objectionScope } from '../../functions/domain/objection-scope.ts';
import {
  noObjection,
  type ObjectionState,
  type ObjectionStatus,
  objectionKinds,
  objectionStatuses,
} from '../../functions/domain/objection-state.ts';
import { workingCalendar } from '../../functions/domain/working-calendar.ts';
import { publishedDays } from './calendar-given.ts';
import {
  actors,
  answer,
  at,
  circumstances,
  commands,
  continued,
  deciding,
  file,
  muchLater,
  now,
} from './objection-given.ts';

type Outcomes = Partial<Record<(typeof objectionCommandTypes)[number], string>>;
const { objector, supervisor, department, provider, platform } = actors;

/** Who may, at some stage. */
const may: Readonly<Record<ObjectionCapacity, readonly (typeof objectionCommandTypes)[number][]>> = {
  objector: ['file', 'add-file', 'supplement', 'withdraw'],
  supervisor: ['forward', 'decide', 'conclude', 'quarantine', 'escalate'],
  department: ['verify'],
  provider: ['state', 'quarantine'],
  auditor: [],
  platform: ['tell-overdue', 'erase'],
};

const adding = { 'add-file': 'file-added', supplement: 'supplemented', withdraw: 'withdrawn' } as const;
/** What comes of it at each stage, by somebody who may; whatever is absent is for another stage. */
const outcomes: Readonly<Record<ObjectionStatus, Outcomes>> = {
  new: { file: 'filed marked' },
  received: {
    ...adding,
    forward: 'forwarded',
    decide: 'department-scope',
    quarantine: 'not-quarantinable',
    'tell-overdue': 'fell-overdue',
  },
  forwarded: {
    ...adding,
    state: 'stated',
    verify: 'verified',
    quarantine: 'not-quarantinable',
    escalate: 'escalated',
    'tell-overdue': 'fell-overdue',
  },
  verified: { conclude: 'concluded', quarantine: 'not-quarantinable' },
  concluded: { erase: 'erased' },
  withdrawn: { erase: 'erased' },
};

const stateAt = (status: ObjectionStatus): ObjectionState => (status === 'new' ? noObjection : at(status));

function expected(status: ObjectionStatus, capacity: ObjectionCapacity, type: keyof Outcomes): string {
  if (status === 'new')
    return capacity === 'objector' && type === 'file' ? 'filed marked' : 'unknown-objection';
  // An error is nobody's business but the Bureau's until it is forwarded.
  if (status === 'received' && (capacity === 'department' || capacity === 'provider'))
    return 'unknown-objection';
  if (!may[capacity].includes(type)) return 'not-permitted';
  return outcomes[status][type] ?? 'wrong-status';
}

const walk = objectionStatuses.flatMap((status) =>
  objectionCapacities.map((capacity) => [status, capacity] as const),
);

describe('every status × command × capacity', () => {
  it.each(objectionStatuses)('the history of "%s" leads there', (status) => {
    expect(stateAt(status).status).toBe(status);
  });

  it.each(walk)('%s: whatever a %s commands', (status, capacity) => {
    const state = stateAt(status);
    const late = (type: string) => ['escalate', 'tell-overdue', 'erase'].includes(type);
    const told = objectionCommandTypes.map((type) => [
      type,
      answer(state, commands[type], actors[capacity], { now: late(type) ? muchLater : now }),
    ]);
    expect(told).toEqual(objectionCommandTypes.map((type) => [type, expected(status, capacity, type)]));
    const offered = objectionCommandTypes.filter(
      (type) => may[capacity].includes(type) && outcomes[status][type] !== undefined,
    );
    const isReached = expected(status, capacity, 'erase') !== 'unknown-objection' || status === 'new';
    expect(objectionCommandsFor(actors[capacity], state)).toEqual(isReached ? offered : []);
  });

  it.each(objectionStatuses)('%s: a stranger learns nothing', (status) => {
    for (const type of objectionCommandTypes)
      expect(answer(stateAt(status), commands[type], actors.stranger)).toBe('unknown-objection');
  });

  it('an official who objects does not decide on it', () => {
    const own = { ...supervisor, isObjector: true };
    expect(answer(at('received'), commands.forward, own)).toBe('own-objection');
  });

  it('whoever loses a race is told what came before', () => {
    expect(deciding(at('forwarded'), commands.forward, supervisor)).toMatchObject({
      refusal: { code: 'wrong-status', happened: { type: 'forwarded', at: now } },
    });
  });
});

describe('Art. 46', () => {
  const own = continued(noObjection, [file({ scope: 'bureau', department: 'bureau' }), objector]);

  it('has the Bureau decide in its own scope, and forward otherwise', () => {
    const kinds = { bureau: { kind: 'bureau' }, ecology: { kind: 'department' } } as const;
    const scope = (publisher: string, responsibleDepartment: string) =>
      objectionScope({ publisher, responsibleDepartment }, (id) => kinds[id as keyof typeof kinds]);
    expect(scope('bureau', 'bureau')).toBe('bureau');
    expect(scope('ecology', 'bureau')).toBe('bureau');
    expect(scope('bureau', 'ecology')).toBe('bureau');
    expect(scope('ecology', 'ecology')).toBe('department');
    expect(scope('unknown', 'ecology')).toBe('department');
    expect(answer(own, commands.forward, supervisor)).toBe('bureau-scope');
    const decided = continued(own, [commands.decide, supervisor]);
    expect(decided).toMatchObject({ status: 'concluded', finding: { outcome: 'corrected' }, endedAt: now });
  });

  it('has the department verify with the providing agency, unless it is that itself', () => {
    const { verification: _how, ...bare } = commands.verify;
    expect(answer(at('forwarded'), bare, department)).toBe('not-verified');
    expect(answer(at('forwarded'), { ...bare, verification: ' ' }, department)).toBe('not-verified');
    const stated = continued(at('forwarded'), [commands.state, provider]);
    expect(answer(stated, bare, department)).toBe('verified');
    expect(answer(stated, commands.state, provider)).toBe('statement-given');
    const same = continued(
      noObjection,
      [file({ provider: 'ecology' }), objector],
      [commands.forward, supervisor],
    );
    expect(answer(same, bare, department)).toBe('verified');
  });

  it('tells those who can take data offline at once where it may be leaking', () => {
    for (const kind of objectionKinds) {
      const state = continued(noObjection, [file({ kind }), objector]);
      const isLeak = kind === 'privacy' || kind === 'secret';
      expect(answer(state, commands.quarantine, provider)).toBe(isLeak ? 'quarantined' : 'unknown-objection');
      expect(answer(state, commands.quarantine, supervisor)).toBe(
        isLeak ? 'quarantined' : 'not-quarantinable',
      );
    }
    const leak = continued(
      noObjection,
      [file({ kind: 'secret' }), objector],
      [commands.quarantine, supervisor],
    );
    expect(answer(leak, commands.quarantine, provider)).toBe('quarantined-already');
  });

  it.each(['decide', 'verify', 'quarantine'] as const)(
    'keeps personal data and nothing out of the public reason of "%s"',
    (type) => {
      const leak = continued(noObjection, [
        file({ kind: 'privacy', scope: type === 'decide' ? 'bureau' : 'department' }),
        objector,
      ]);
      const state = type === 'verify' ? continued(leak, [commands.forward, supervisor]) : leak;
      const by = type === 'verify' ? department : supervisor;
      expect(answer(state, { ...commands[type], reason: '电话13912345678属实' }, by)).toBe('personal-reason');
      if (type === 'quarantine')
        expect(answer(state, { ...commands[type], legalBasis: '机主13912345678' }, by)).toBe(
          'personal-reason',
        );
      expect(answer(state, { ...commands[type], reason: '　' }, by)).toBe('blank-text');
    },
  );

  it('takes so many supplements and files, and a file once', () => {
    const full = continued(
      at('received'),
      ...Array.from({ length: 10 }, () => [commands.supplement, objector] as const),
      ...Array.from({ length: 10 }, (_, n) => [{ type: 'add-file', file: `f${n}` }, objector] as const),
    );
    expect(answer(full, commands.supplement, objector)).toBe('supplements-full');
    expect(answer(full, commands['add-file'], objector)).toBe('supplements-full');
    expect(answer(full, { type: 'add-file', file: 'f3' }, objector)).toBe('nothing');
  });
});

describe('the clocks of Art. 46', () => {
  const filedAt = (instant: string, scope: 'bureau' | 'department' = 'department') =>
    continued(noObjection, [file({ scope }), objector, instant]);
  const due = (state: ReturnType<typeof filedAt>, terms = circumstances) =>
    runningDeadline(state, terms)?.deadline;

  it('mark at once, and are statutory working days', () => {
    const told = publicObjection('obj_1', at('concluded'), circumstances);
    expect(told.clocks.map(({ clock, limit, dueOn }) => [clock, limit, dueOn])).toEqual([
      ['objection.mark', 1, '2026-03-11'],
      ['objection.forward', 2, '2026-03-12'],
      ['objection.verify', 5, '2026-03-17'],
    ]);
    expect(told.clocks.map((clock) => clockResult(clock, muchLater))).toEqual(['met', 'met', 'met']);
    expect(due(filedAt(now, 'bureau'))).toMatchObject({ limit: 2, dueOn: '2026-03-12' });
  });

  it.each([
    // Received in the last minute of a day counts from the next; Saturday 10-10 is worked.
    ['forward over the National Day week', '2026-09-30T15:59:00.000Z', '2026-10-09'],
    ['forward with a make-up Saturday', '2026-10-08T16:00:00.000Z', '2026-10-12'],
    ['forward to a make-up Saturday', '2026-10-08T02:00:00.000Z', '2026-10-10'],
    ['forward received on a holiday', '2026-10-03T02:00:00.000Z', '2026-10-09'],
  ])('%s', (_what, instant, dueOn) => {
    const state = filedAt(instant);
    expect(due(state)).toMatchObject({ dueOn, provisional: false });
  });

  it('verify within five working days of forwarding, over the National Day week', () => {
    const state = continued(filedAt('2026-09-29T02:00:00.000Z'), [
      commands.forward,
      supervisor,
      '2026-09-30T02:00:00.000Z',
    ]);
    expect(due(state)).toMatchObject({ limit: 5, dueOn: '2026-10-13', dueAt: '2026-10-13T16:00:00.000Z' });
  });

  it('counts the holidays of the department’s autonomous area for its clock alone', () => {
    const terms = { ...circumstances, departmentRegion: '222400' };
    const state = continued(filedAt('2026-09-02T02:00:00.000Z'));
    expect(due(state, terms)?.dueOn).toBe('2026-09-04');
    const forwarded = continued(state, [commands.forward, supervisor, '2026-09-02T02:00:00.000Z']);
    expect(due(forwarded, terms)?.dueOn).toBe('2026-09-10');
    expect(due(forwarded)?.dueOn).toBe('2026-09-09');
  });

  it('is provisional in a year without a calendar, and moves when the calendar comes', () => {
    const state = filedAt('2026-12-31T02:00:00.000Z');
    expect(due(state)).toMatchObject({ dueOn: '2027-01-04', provisional: true });
    const notice = { ...circumstances, calendar: workingCalendar([...publishedDays, ...year2027()]) };
    expect(due(state, notice)).toMatchObject({ dueOn: '2027-01-06', provisional: false });
  });

  it.each([
    ['the Bureau decides', filedAt(now, 'bureau'), '2026-03-12T16:00:00.000Z'],
    ['the Bureau forwards', filedAt(now), '2026-03-12T16:00:00.000Z'],
    ['the department decides', at('forwarded'), '2026-03-17T16:00:00.000Z'],
  ])('%s in time until the last minute of the last day', (_who, state, end) => {
    const last = new Date(Date.parse(end) - 60_000).toISOString();
    expect(answer(state, commands['tell-overdue'], platform, { now: last })).toBe('not-overdue');
    expect(answer(state, commands['tell-overdue'], platform, { now: end })).toBe('fell-overdue');
    const told = continued(state, [commands['tell-overdue'], platform, end]);
    expect(answer(told, commands['tell-overdue'], platform, { now: muchLater })).toBe('nothing');
  });

  it('lets the Bureau escalate a late verification once', () => {
    const end = '2026-03-17T16:00:00.000Z';
    const before = new Date(Date.parse(end) - 1).toISOString();
    expect(answer(at('forwarded'), commands.escalate, supervisor, { now: before })).toBe('not-overdue');
    const escalated = continued(at('forwarded'), [commands.escalate, supervisor, end]);
    expect(escalated.escalations).toEqual([{ clock: 'objection.verify', at: end, note: '请立即办理' }]);
    expect(answer(escalated, commands.escalate, supervisor, { now: end })).toBe('escalated-already');
    const verified = continued(escalated, [commands.verify, department, end]);
    const { clocks } = publicObjection('obj_1', verified, circumstances);
    expect(clocks.map((clock) => clockResult(clock, muchLater))).toEqual(['met', 'met', 'missed']);
  });

  it('keeps what the objector has sent for 90 days after the end', () => {
    const ended = at('concluded');
    expect(answer(ended, commands.erase, platform, { now: '2026-06-08T15:59:59.999Z' })).toBe('not-run-out');
    expect(answer(ended, commands.erase, platform, { now: '2026-06-08T16:00:00.000Z' })).toBe('erased');
  });

  function year2027() {
    const first = Date.parse('2027-01-01T00:00:00.000Z');
    return Array.from({ length: 365 }, (_, day) => {
      const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
      const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
      // For the example the fourth is kept as well.
      const isHoliday = ['2027-01-01', '2027-01-04'].includes(date);
      return { date, kind: isHoliday ? 'holiday' : isWeekend ? 'weekend' : 'workday' } as const;
    });
  }
});

describe('what is public of an objection', () => {
  it('is neither its words nor where personal data or a secret stands', () => {
    const leak = continued(noObjection, [file({ kind: 'privacy' }), objector]);
    const told = publicObjection('obj_1', leak, circumstances);
    expect(told).toMatchObject({ kind: 'privacy', dataset: 'water-quality', version: 1 });
    expect(told).not.toHaveProperty('field');
    expect(told).not.toHaveProperty('row');
    expect(JSON.stringify(told)).not.toContain(file().words);
    expect(publicObjection('obj_1', at('received'), circumstances)).toMatchObject({
      field: 'station',
      row: 7,
    });
  });

  it('tells the outcome when the objector is told, and marks while it is open', () => {
    const all = objectionStatuses
      .filter((status) => status !== 'new')
      .map((status) => publicObjection(status, at(status), circumstances));
    expect(all.map(({ status, outcome }) => [status, outcome])).toEqual([
      ['received', undefined],
      ['forwarded', undefined],
      ['verified', undefined],
      ['concluded', 'corrected'],
      ['withdrawn', undefined],
    ]);
    expect(marksOf(all).map(({ id }) => id)).toEqual(['received', 'forwarded', 'verified']);
    expect(marksOf(all)[0]).toEqual({
      id: 'received',
      kind: 'error',
      version: 1,
      field: 'station',
      row: 7,
      since: now,
    });
  });

  it('is told in events that read back, and in no others', () => {
    const decision = deciding(noObjection, commands.file, objector);
    const [filed] = decision.outcome === 'events' ? decision.events : [];
    expect(filed && readObjectionEvent(filed)).toEqual(filed);
    expect(() => readObjectionEvent({ type: 'blessed', at: now, actor: 'x', data: {} })).toThrow(
      'no event of',
    );
    expect(() => readObjectionEvent({ type: 'decided', at: now, actor: 'x', data: {} })).toThrow('decided');
  });
});
