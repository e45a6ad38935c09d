import { describe, expect, test } from 'vitest';
import { decideScenarios, foldScenarios, matchesScenario } from '../../functions/domain/scenario.ts';
import { type Asking, decide, decideRequest, type Offer } from '../../functions/domain/share.ts';
import type { ShareCommand, ShareRequest } from '../../functions/domain/share-command.ts';
import { shareCommandTypes } from '../../functions/domain/share-command.ts';
import { readShareEvent, type ShareEvent } from '../../functions/domain/share-event.ts';
import { type ShareActor, shareCommandsFor } from '../../functions/domain/share-permissions.ts';
import {
  foldShare,
  grantOf,
  type ShareState,
  shareStatuses,
  statusAt,
} from '../../functions/domain/share-state.ts';

const now = '2026-03-10T02:00:00Z';
const holder: ShareActor = { id: 'zhang', roles: ['publisher'], agency: 'market' };
const colleague: ShareActor = { id: 'qian', roles: ['reviewer'], agency: 'market' };
const adviser: ShareActor = { id: 'wang', roles: ['reviewer'], agency: 'housing' };
const clerk: ShareActor = { id: 'feng', roles: ['publisher'], agency: 'housing' };
const provider: ShareActor = { id: 'sun', roles: ['publisher', 'reviewer'], agency: 'water' };
const supervisor: ShareActor = { id: 'li', roles: ['supervisor'] };
const auditor: ShareActor = { id: 'wu', roles: ['auditor'] };
const stranger: ShareActor = { id: 'zhao', roles: ['reviewer', 'publisher'], agency: 'ecology' };
const person: ShareActor = { id: 'chen', roles: [] };
const actors = { holder, colleague, adviser, clerk, provider, supervisor, auditor, stranger, person };

const column = (name: string, available = true) =>
  ({ name, title: name, type: 'string', sensitivity: 'public', available, needsReason: false }) as const;
const authorised = { type: 'authorised', reason: '涉及运行安全', legalBasis: '《办法》第二十五条' } as const;
const conditional = { class: 'conditional', ground: 'continuous' } as const;
const offer: Offer = {
  dataset: { id: 'meters', publisher: 'water', sharing: authorised, openness: conditional },
  delivery: 'keys',
  department: 'housing',
  fields: [column('station'), column('value'), column('owner', false)],
  access: ['records', 'export'],
};
const sharedAs = (sharing: Offer['dataset']['sharing'], more: Partial<Offer['dataset']> = {}): Offer => ({
  ...offer,
  dataset: { ...offer.dataset, sharing, ...more },
});
const open = sharedAs({ type: 'unconditional' }, { openness: { class: 'unconditional' } });
const request: ShareRequest = {
  dataset: 'meters',
  duty: '供水企业计量监督检查',
  basis: '《计量法》第十八条',
  fields: ['station', 'value'],
  access: ['records'],
  requestsPerDay: 1000,
  months: 12,
  ownDutyOnly: true,
};
const party = { kind: 'organisation', creditCode: '11220100013828800N', name: '市场监管厅' } as const;
const asking: Asking = { agency: 'market', party };
const scenario = {
  id: 'scn_1',
  name: '计量监督',
  duty: '计量监督检查',
  legalBasis: '《计量法》',
  datasets: [{ dataset: 'meters', fields: ['station', 'value'] }],
  agencies: ['market'],
  publishedAt: now,
};

const ask = (changes: Partial<ShareRequest> = {}, of: Offer = offer, by: Asking = asking) =>
  decideRequest({ ...request, ...changes }, by, of, holder, now);
const told = (decision: ReturnType<typeof decide>) =>
  decision.outcome === 'refused'
    ? decision.refusal.code
    : decision.events.map(({ type }) => type.slice('share-'.length)).join(' ');

describe('what the class of the entry decides', () => {
  test.each([
    ['unconditional: granted at once', {}, sharedAs({ type: 'unconditional' }), asking, 'requested granted'],
    ['authorised: waits for the Bureau', {}, offer, asking, 'requested'],
    [
      'authorised, of a published scenario: granted directly',
      { scenario: 'scn_1' },
      offer,
      { ...asking, scenario },
      'requested granted',
    ],
    ['withheld: refused', {}, sharedAs({ ...authorised, type: 'withheld' }), asking, 'requested refused'],
    ['open to everybody: needs no share', {}, open, asking, 'share-open-already'],
    ['its own', {}, offer, { ...asking, agency: 'water' }, 'share-own-data'],
    ['without accepting the clause', { ownDutyOnly: false }, offer, asking, 'share-duty-unaccepted'],
    ['a scenario that is not in force', { scenario: 'scn_1' }, offer, asking, 'share-scenario-unfit'],
    [
      'a scenario of other agencies',
      { scenario: 'scn_1' },
      offer,
      { ...asking, agency: 'ecology', scenario },
      'share-scenario-unfit',
    ],
    ['a column that is not given', { fields: ['owner'] }, offer, asking, 'share-terms-unfit'],
    ['no column', { fields: [] }, offer, asking, 'share-terms-unfit'],
  ] as const)('%s', (_what, changes, of, by, expected) => {
    expect(told(ask(changes, of, by))).toBe(expected);
  });

  test('a refusal by class tells the reason and the basis of the entry', () => {
    expect(ask({}, sharedAs({ ...authorised, type: 'withheld' }))).toMatchObject({
      events: [{}, { data: { by: 'class', reason: authorised.reason, legalBasis: authorised.legalBasis } }],
    });
  });

  test('a scenario gives no column beyond those that it lists', () => {
    const narrow = { ...scenario, datasets: [{ dataset: 'meters', fields: ['station'] }] };
    expect(matchesScenario(narrow, 'market', { dataset: 'meters', fields: ['station'] })).toBe(true);
    expect(told(ask({ scenario: 'scn_1' }, offer, { ...asking, scenario: narrow }))).toBe(
      'share-scenario-unfit',
    );
  });

  test('nobody advises on the request of their own agency: its provider does', () => {
    expect(ask({}, offer, { ...asking, agency: 'housing' })).toMatchObject({
      events: [{ data: { department: 'water' } }],
    });
  });
});

const event = (type: ShareEvent['type'], data: object, actor = 'li'): ShareEvent =>
  readShareEvent({ type, at: now, actor, data });
const { ownDutyOnly: _accepted, ...asked } = request;
const requested = event(
  'share-requested',
  { ...asked, agency: 'market', party, provider: 'water', department: 'housing', class: 'authorised' },
  'zhang',
);
const advised = event('share-advised', { opinion: 'agree', text: '同意' }, 'wang');
const given = (months: number, until: string) =>
  event('share-granted', {
    by: 'review',
    terms: {
      fields: ['station'],
      rows: [],
      access: ['records'],
      quota: { perDay: 10, perMonth: 310 },
      rate: { requests: 10, seconds: 1 },
      purpose: request.duty,
      months,
    },
    term: { from: now, until },
    delivery: 'keys',
  });
const granted = given(12, '2027-03-10T16:00:00.000Z');
const reach: Record<(typeof shareStatuses)[number], readonly ShareEvent[]> = {
  asked: [advised],
  active: [advised, granted],
  expired: [advised, given(1, '2026-03-10T01:59:59.999Z')],
  refused: [event('share-refused', { by: 'review', reason: '超出需要', legalBasis: '第二十五条' })],
  withdrawn: [event('share-withdrawn', {}, 'zhang')],
  revoked: [advised, granted, event('share-revoked', { reason: '用于其他目的' })],
  'given-back': [advised, granted, event('share-given-back', {}, 'zhang')],
};
const commands: Record<ShareCommand['type'], ShareCommand> = {
  advise: { type: 'advise', opinion: 'disagree', text: '请缩小范围' },
  approve: { type: 'approve', reason: '属于履职需要' },
  refuse: { type: 'refuse', reason: '超出需要', legalBasis: '第二十五条' },
  withdraw: { type: 'withdraw' },
  revoke: { type: 'revoke', reason: '用于其他目的' },
  'give-back': { type: 'give-back' },
};
const reached = (status: keyof typeof reach): ShareState => foldShare([requested, ...reach[status]]);

describe('who may do what, at which stage', () => {
  const allowed: Record<string, string> = {
    'asked advise': 'adviser',
    'asked approve': 'supervisor',
    'asked refuse': 'supervisor',
    'asked withdraw': 'holder colleague',
    'active revoke': 'supervisor',
    'active give-back': 'holder colleague',
  };
  const refusals = ['unknown-share', 'share-not-permitted', 'share-wrong-status'];
  const all = shareStatuses.flatMap((status) => shareCommandTypes.map((type) => [status, type] as const));
  test.each(all)('%s: %s', (status, type) => {
    const state = reached(status);
    const outcomes = Object.entries(actors).map(([name, actor]) => {
      return [name, told(decide(state, commands[type], actor, now, offer))] as const;
    });
    const may = outcomes.filter(([, outcome]) => !refusals.includes(outcome)).map(([name]) => name);
    expect(may.join(' ')).toBe(allowed[`${status} ${type}`] ?? '');
    if (state.status === 'new') throw new Error('not reached');
    for (const [name, actor] of Object.entries(actors))
      expect(shareCommandsFor(actor, state, now).includes(type), name).toBe(may.includes(name));
    for (const name of ['stranger', 'person', 'clerk'])
      expect(Object.fromEntries(outcomes)[name]).toBe('unknown-share');
  });

  test('nobody decides on what they asked for', () => {
    const both: ShareActor = { ...holder, roles: ['publisher', 'supervisor'] };
    expect(told(decide(reached('asked'), commands.approve, both, now, offer))).toBe('share-not-permitted');
  });
});

describe('the review (Art. 25)', () => {
  const approve = (events: readonly ShareEvent[], command: Partial<ShareCommand> = {}, of: Offer = offer) =>
    decide(
      foldShare([requested, ...events]),
      { ...commands.approve, ...command } as ShareCommand,
      supervisor,
      now,
      of,
    );
  const against = event('share-advised', { opinion: 'disagree', text: '请缩小范围' }, 'wang');
  test.each([
    ['without an opinion', [], 'share-not-agreed'],
    ['against the opinion', [against], 'share-not-agreed'],
    ['with an opinion that changed', [against, advised], 'granted'],
    ['with an opinion that changed to no', [advised, against], 'share-not-agreed'],
  ] as const)('the Bureau approves %s: %s', (_what, events, expected) => {
    expect(told(approve(events))).toBe(expected);
  });

  test.each([
    ['fewer columns', { fields: ['station'] }, 'granted'],
    ['a column more', { fields: ['station', 'value', 'owner'] }, 'share-terms-unfit'],
    ['no column', { fields: [] }, 'share-terms-unfit'],
    ['as long as asked', { months: 12 }, 'granted'],
    ['longer than asked', { months: 13 }, 'share-terms-unfit'],
    ['more requests than asked', { requestsPerDay: 1001 }, 'share-terms-unfit'],
    ['rows', { rows: [{ field: 'station', operator: 'exact', values: ['S1'] }] }, 'granted'],
    ['rows of no column', { rows: [{ field: 'x', operator: 'exact', values: ['S1'] }] }, 'share-terms-unfit'],
  ] as const)('gives %s: %s', (_what, narrowed, expected) => {
    expect(told(approve([advised], narrowed as Partial<ShareCommand>))).toBe(expected);
  });

  test.each([
    ['is not shared any more', sharedAs({ ...authorised, type: 'withheld' }), 'share-terms-unfit'],
    ['is open by now', open, 'share-open-already'],
  ] as const)('does not give what %s', (_what, of, expected) => {
    expect(told(approve([advised], {}, of))).toBe(expected);
  });

  test('needs no opinion where the Bureau itself is responsible', () => {
    const { department: _department, ...data } = requested.data as Record<string, unknown>;
    const own = foldShare([event('share-requested', data, 'zhang')]);
    expect(told(decide(own, commands.approve, supervisor, now, offer))).toBe('granted');
  });
});

describe('the end of the term', () => {
  test('is the last instant of its last day in China', () => {
    const decision = ask({}, sharedAs({ type: 'unconditional' }));
    if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
    const share = foldShare(decision.events);
    if (share.status === 'new') throw new Error('nothing was asked for');
    expect(share.granted?.term.until).toBe('2027-03-10T16:00:00.000Z');
    expect(statusAt(share, '2027-03-10T15:59:59.999Z')).toBe('active');
    expect(statusAt(share, '2027-03-10T16:00:00.000Z')).toBe('expired');
    expect(grantOf('shr_1', share)).toMatchObject({ status: 'active', grant: { decision: 'shr_1', party } });
  });

  test('what the provider hands over opens nothing by key', () => {
    const decision = ask({}, { ...sharedAs({ type: 'unconditional' }), delivery: 'provider' });
    if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
    const share = foldShare(decision.events);
    expect(share.status === 'new' ? '' : grantOf('shr_1', share)).toBeUndefined();
  });
});

describe('scenarios (Art. 26)', () => {
  const publish = { type: 'publish', id: 'scn_1', facts: scenario } as const;
  const retire = { type: 'retire', id: 'scn_1', reason: '职责调整' } as const;
  const decided = (...args: Parameters<typeof decideScenarios>) => {
    const decision = decideScenarios(...args);
    return decision.outcome === 'refused' ? decision.refusal.code : decision.events;
  };
  test('are published and retired by the Bureau alone, and retired once', () => {
    const published = decided([], publish, supervisor, now);
    if (typeof published === 'string') throw new Error(published);
    const list = foldScenarios(published);
    expect(decided(list, retire, holder, now)).toBe('scenario-not-permitted');
    const retired = decided(list, retire, supervisor, now);
    if (typeof retired === 'string') throw new Error(retired);
    const after = foldScenarios([...published, ...retired]);
    expect(after).toMatchObject([{ id: 'scn_1', retired: { reason: '职责调整' } }]);
    expect(decided(after, retire, supervisor, now)).toBe('unknown-scenario');
  });

  test('that do not fit the catalogue are refused with every fault', () => {
    const faults = [{ field: 'agencies[0]', message: 'must be an agency of the catalogue' }];
    expect(decided([], publish, supervisor, now, faults)).toBe('scenario-unfit');
  });
});
