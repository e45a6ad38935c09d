import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListFilter } from '../../../functions/service/application/list-filter.ts';
import type { ListRequest } from '../../../functions/service/application/lists.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import { company, form } from '../../domain/application-given.ts';
import { type Applying, bodies, dataset, openApplying, people } from './applying.ts';

const { applicant, colleague, person, competitor, reviewer, secondReviewer, supervisor, auditor } = people;
const { adviser, foreignReviewer, publisher } = people;

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const submitted = async () => {
  const id = await applying.begin();
  expect(await applying.say(id, applicant, bodies.submit)).toBe('submitted');
  return id;
};
const accepted = async () => {
  const id = await submitted();
  expect(await applying.say(id, reviewer, bodies.accept)).toBe('accepted');
  return id;
};
const read = async (id: string, actor: Parameters<Applying['say']>[1]) => {
  const view = await applying.service.read(id, actor);
  if (!view) throw new Error('not visible');
  return view;
};

describe('the whole life of an application', () => {
  it('goes from a draft by correction, review and agreement to a grant, and ends by revocation', async () => {
    const { say } = applying;
    const id = await submitted();
    expect(await say(id, reviewer, bodies.return)).toBe('returned');
    const corrected = { ...form, purpose: `${form.purpose}，使用者为本公司水质预警小组` };
    expect(await say(id, applicant, { type: 'submit', form: corrected })).toBe('submitted');
    expect(await say(id, reviewer, bodies.accept)).toBe('accepted');
    expect(await say(id, reviewer, bodies.approve)).toBe('approved');
    const { application } = await read(id, applicant);
    expect(application.decision?.decision).toBe('吉数开〔2026〕第000001号');
    const textHash = application.agreement ?? '';
    expect(await say(id, applicant, { type: 'sign', textHash: 'f'.repeat(64) })).toBe('other-text');
    expect(await say(id, applicant, { type: 'sign', textHash })).toBe('active');
    expect((await read(id, reviewer)).application.signature).toMatchObject({
      by: 'zhang',
      name: '张某',
      textHash,
      session: 'session-of-zhang',
    });
    expect(await say(id, supervisor, bodies.revoke)).toBe('revoked');
    expect((await read(id, applicant)).application.revocation?.decision).toBe('吉数开〔2026〕第000002号');
    expect(await verifyAudit(applying.deps.records)).toMatchObject({ broken: [] });
  });

  it('begins for one of the parties that the person acts for, and for no other', async () => {
    const { service } = applying;
    const foreign = await service.begin({ actor: person, dataset, party: company.creditCode, form });
    expect(foreign).toMatchObject({ refusal: { code: 'not-your-party' } });
    const own = await service.begin({ actor: person, dataset, party: 'self', form: {} });
    expect(own).toMatchObject({ outcome: 'done', status: 'draft' });
    const unknown = await service.begin({ actor: person, dataset: 'nothing', party: 'self', form });
    expect(unknown).toMatchObject({ refusal: { code: 'no-applications' } });
  });

  it('is renewed as a draft that holds what was submitted before', async () => {
    const id = await applying.grant();
    const renewed = await applying.tell(id, applicant, { type: 'renew' });
    const renewal = (renewed.outcome === 'done' && renewed.renewal) || '';
    const { application } = await read(renewal, applicant);
    expect(application).toMatchObject({ status: 'draft', renews: id, draft: form });
    expect((await read(id, applicant)).application.renewals).toEqual([renewal]);
    // A draft is the applicant's own: no office learns that there is one, nor when it was written.
    for (const office of [reviewer, supervisor, auditor]) {
      const { application, history } = await read(id, office);
      expect(JSON.stringify([application, history])).not.toContain(renewal);
      expect([application.written, application.latest.type]).toEqual([undefined, 'signed']);
      expect(history.map(({ type }) => type)).not.toContain('renewal-begun');
    }
  });

  it('outlives the people who act for the organisation', async () => {
    const id = await submitted();
    expect(await applying.say(id, colleague, { type: 'withdraw' })).toBe('not-permitted');
    const people = [{ id: 'qian', name: '钱某' }];
    expect(await applying.say(id, colleague, { type: 'amend-people', people })).toBe('submitted');
    expect(await applying.say(id, applicant, { type: 'withdraw' })).toBe('not-permitted');
    expect(await applying.say(id, colleague, { type: 'withdraw' })).toBe('withdrawn');
  });
});

describe('一次性告知', () => {
  it('tells every formal defect at once, before and at submission', async () => {
    const broken = { ...form, purpose: '', term: 99, undertakings: [] };
    const request = { actor: applicant, dataset, party: company.creditCode, form: broken };
    const checked = await applying.service.precheck(request);
    if (checked.outcome === 'refused') throw new Error(checked.refusal.code);
    const items = new Set(checked.defects.map(({ item }) => item));
    expect([...items].sort()).toEqual(['purpose', 'term', 'undertakings']);
    const id = await applying.begin();
    const refused = await applying.tell(id, applicant, { type: 'submit', form: broken });
    expect(refused).toMatchObject({ refusal: { code: 'form-incomplete', defects: checked.defects } });
  });

  it('checks beforehand by the guide that the submission is held to', async () => {
    let isStricter = false;
    const strict: Applying = await openApplying(({ catalogue }) => ({
      catalogue: () => {
        const current = catalogue();
        const entry: typeof current.entry = (id) => {
          const found = current.entry(id);
          if (!found || !isStricter) return found;
          const openness = { ...found.dataset.openness, ground: 'security-capability' as const };
          return { ...found, dataset: { ...found.dataset, openness } };
        };
        return { ...current, entry };
      },
    }));
    const { service, say } = strict;
    const check = async (of: { application: string } | { dataset: string; party: string }) => {
      const told = await service.precheck({ actor: applicant, form, ...of });
      return told.outcome === 'checked' ? told.complete : told.refusal.code;
    };
    const id = await strict.begin();
    await say(id, applicant, bodies.submit);
    await say(id, reviewer, bodies.return);
    isStricter = true;
    expect(await check({ dataset, party: company.creditCode })).toBe(false);
    expect(await check({ application: id })).toBe(true);
    const explanations = [{ item: 'purpose', message: '使用者为本公司调度员' }] as const;
    expect(await say(id, applicant, { type: 'submit', explanations: [...explanations] })).toBe('submitted');
    expect(await check({ application: id })).toBe('wrong-status');
    await strict[Symbol.asyncDispose]();
  });

  it('refuses a second return for what was visible the first time (Art. 34)', async () => {
    const id = await submitted();
    await applying.say(id, reviewer, bodies.return);
    const corrected = { ...form, purpose: '用断面水质训练来水预警模型，供本公司调度员使用' };
    await applying.say(id, applicant, { type: 'submit', form: corrected });
    const { settled } = await read(id, secondReviewer);
    expect(settled).toContain('security');
    expect(settled).not.toContain('purpose');
    const corrections = [{ item: 'security' as const, message: '措施不足' }];
    expect(await applying.tell(id, secondReviewer, { type: 'return', corrections })).toMatchObject({
      refusal: { code: 'already-told', items: ['security'] },
    });
    expect(await applying.say(id, secondReviewer, bodies.return)).toBe('returned');
  });
});

describe('from one submission to the next', () => {
  it('everybody who may read it sees what was asked, what was answered before, and what has changed', async () => {
    const id = await submitted();
    await applying.say(id, reviewer, bodies.return);
    const corrected = { ...form, purpose: `${form.purpose}，供三家供水企业使用` };
    await applying.say(id, applicant, { type: 'submit', form: corrected, basedOn: 2 });
    for (const actor of [applicant, colleague, secondReviewer, supervisor, auditor]) {
      const { application, changed } = await read(id, actor);
      expect(changed).toEqual([[], ['purpose']]);
      expect(application.rounds).toMatchObject([
        { form, returned: { corrections: bodies.return.corrections } },
        { form: corrected },
      ]);
    }
    expect(await applying.service.read(id, foreignReviewer)).toBeUndefined();
  });
});

describe('the clocks', () => {
  it('say when they are due, what is left and why, and that they are a promise', async () => {
    const id = await submitted();
    const [clock] = (await read(id, applicant)).clocks;
    expect(clock).toMatchObject({
      clock: 'application.precheck',
      kind: 'promise',
      limit: 5,
      dueOn: '2026-03-17',
      remaining: 5,
      overdue: false,
      provisional: false,
    });
    expect(clock?.explanation[0]).toMatchObject({ reason: 'event', counts: false });
    expect((await read(id, reviewer)).clocks).toEqual([clock]);
  });

  it('stand while the applicant corrects', async () => {
    const id = await submitted();
    applying.at('2026-03-11T02:00:00.000Z');
    await applying.say(id, reviewer, bodies.return);
    applying.at('2026-04-01T02:00:00.000Z');
    expect((await read(id, reviewer)).clocks).toMatchObject([
      { pausedAt: '2026-03-11T02:00:00.000Z', overdue: false },
    ]);
    const corrected = { ...form, purpose: '用断面水质训练来水预警模型，供本公司调度员使用' };
    await applying.say(id, applicant, { type: 'submit', form: corrected });
    const [clock] = (await read(id, reviewer)).clocks;
    expect(clock?.dueOn).toBe('2026-04-09');
    expect(clock?.explanation.some(({ reason }) => reason === 'paused')).toBe(true);
  });

  it('let the applicant nudge and the supervisor escalate when the agency is late, and not before', async () => {
    const id = await submitted();
    expect(await applying.say(id, applicant, { type: 'nudge' })).toBe('not-overdue');
    const overdue = () => applying.service.list({ actor: supervisor, scope: 'overdue' });
    expect(await overdue()).toMatchObject({ applications: [] });
    applying.at('2026-03-17T16:00:00.000Z');
    expect(await overdue()).toMatchObject({ applications: [{ id, overdue: true }] });
    expect(await applying.say(id, applicant, { type: 'nudge' })).toBe('submitted');
    expect(await applying.say(id, applicant, { type: 'nudge' })).toBe('nudged-today');
    expect(await applying.say(id, supervisor, { type: 'escalate', note: '请于两日内办结' })).toBe(
      'submitted',
    );
    await applying.say(id, reviewer, bodies.accept);
    expect(await overdue()).toMatchObject({ applications: [] });
  });

  it('are extended once', async () => {
    const id = await accepted();
    const extend = { type: 'extend-review', days: 10, reason: '组织专家论证' } as const;
    expect(await applying.say(id, reviewer, extend)).toBe('accepted');
    expect((await read(id, applicant)).clocks[1]).toMatchObject({ limit: 25, dueOn: '2026-04-15' });
    applying.at('2026-03-13T02:00:00.000Z');
    const counted = { limit: 25, extended: 10, elapsed: 3, remaining: 22, counted: 25 };
    for (const side of [applicant, reviewer])
      expect(await read(id, side)).toMatchObject({
        asOf: '2026-03-13T02:00:00.000Z',
        clocks: [{ extended: 0, elapsed: 0, remaining: 5 }, counted],
      });
    expect(await applying.say(id, reviewer, extend)).toBe('extended-already');
  });
});

describe('two reviewers at once', () => {
  it('one wins, and the other is told what happened', async () => {
    const id = await accepted();
    const results = await Promise.all([
      applying.tell(id, reviewer, bodies.approve),
      applying.tell(id, secondReviewer, bodies.reject),
    ]);
    const lost = results.filter(({ outcome }) => outcome === 'refused');
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    const { status } = (await read(id, applicant)).application;
    expect(['approved', 'rejected']).toContain(status);
    expect(lost).toMatchObject([{ refusal: { code: 'wrong-status', happened: { type: status } } }]);
  });

  it('leave no gap in the numbers of decisions', async () => {
    const first = await accepted();
    await Promise.all([
      applying.say(first, reviewer, bodies.approve),
      applying.say(first, secondReviewer, bodies.reject),
    ]);
    const second = await accepted();
    await applying.say(second, reviewer, bodies.reject);
    expect((await read(second, applicant)).application.decision?.decision).toBe('吉数开〔2026〕第000002号');
  });
});

describe('whoever has no part in an application', () => {
  it.each([['person'], ['competitor'], ['foreignReviewer'], ['publisher'], ['adviser']] as const)(
    'learns nothing of it: %s',
    async (name) => {
      const id = await accepted();
      const stranger = people[name];
      expect(await applying.service.read(id, stranger)).toBeUndefined();
      expect(await applying.service.exportRecord(id, stranger)).toBeUndefined();
      const nothing = 'app_01ARZ3NDEKTSV4RRFFQ69G5FAV';
      for (const body of Object.values(bodies)) {
        const told = await applying.tell(id, stranger, body);
        expect(told).toEqual(await applying.tell(nothing, stranger, body));
        expect(told).toMatchObject({ refusal: { code: 'unknown-application' } });
      }
      const lists = await Promise.all(
        (['mine', 'queue', 'agency', 'opinions', 'all', 'overdue'] as const).map((scope) =>
          applying.service.list({ actor: stranger, scope }),
        ),
      );
      if (name !== 'publisher') expect(JSON.stringify(lists)).not.toContain(id);
    },
  );

  it('does not see drafts, however high the office', async () => {
    const id = await applying.begin();
    for (const actor of [reviewer, supervisor, auditor, competitor])
      expect(await applying.service.read(id, actor)).toBeUndefined();
    expect(await applying.service.read(id, colleague)).toBeDefined();
  });

  it('becomes an adviser when asked, and gives one opinion', async () => {
    const id = await accepted();
    const ask = { type: 'ask-opinion', agency: 'statistics', question: '是否影响统计保密？' } as const;
    await applying.say(id, reviewer, ask);
    const asked = await applying.service.list({ actor: adviser, scope: 'opinions' });
    expect(asked).toMatchObject({ applications: [{ id }] });
    const give = { type: 'give-opinion', stance: 'agree', opinion: '不影响' } as const;
    expect(await applying.say(id, adviser, give)).toBe('accepted');
    expect(await applying.service.list({ actor: adviser, scope: 'opinions' })).toMatchObject({
      applications: [],
    });
    expect(await applying.say(id, adviser, bodies.approve)).toBe('not-permitted');
  });

  it('is asked for an opinion only as an agency that the catalogue knows', async () => {
    const id = await accepted();
    const ask = { type: 'ask-opinion', agency: 'nowhere', question: '是否影响统计保密？' } as const;
    expect(await applying.say(id, reviewer, ask)).toBe('unknown-agency');
    expect((await read(id, reviewer)).application.opinions).toEqual([]);
  });

  it('reads as the auditor everything that was submitted, and commands nothing', async () => {
    const id = await accepted();
    expect((await read(id, auditor)).commands).toEqual([]);
    expect((await read(id, auditor)).history.map(({ type }) => type)).toEqual([
      'opened',
      'submitted',
      'accepted',
    ]);
    expect(await applying.say(id, auditor, bodies.reject)).toBe('not-permitted');
  });
});

describe('lists', () => {
  it('are of what waits for the agency by due date, and of everything by age', async () => {
    const [first, second] = [await submitted(), await accepted()];
    applying.at('2026-03-11T02:00:00.000Z');
    const third = await submitted();
    const ids = async (scope: 'queue' | 'agency', actor = reviewer) => {
      const result = await applying.service.list({ actor, scope });
      return result.outcome === 'list' ? result.applications.map(({ id }) => id) : result.outcome;
    };
    expect(await ids('queue')).toEqual([first, third, second]);
    expect(await ids('agency')).toEqual([third, second, first].sort().reverse());
    await applying.say(first, reviewer, bodies.return);
    expect(await ids('queue')).toEqual([third, second]);
    // Nor does a list, or a reviewer who is too late, learn when the applicant writes.
    await applying.say(first, applicant, { type: 'save-draft', form: { purpose: '改写' } });
    const result = await applying.service.list({ actor: reviewer, scope: 'agency' });
    const listed = result.outcome === 'list' ? result.applications : [];
    expect(listed.find(({ id }) => id === first)?.latest.type).toBe('returned');
    expect(await applying.tell(first, reviewer, bodies.accept)).toMatchObject({
      refusal: { code: 'wrong-status', happened: { type: 'returned' } },
    });
  });

  it('go on where the page before ended', async () => {
    const ids = [await submitted(), await submitted(), await submitted()].sort().reverse();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await applying.service.list({
        actor: supervisor,
        scope: 'all',
        limit: 2,
        ...(cursor && { cursor }),
      });
      if (page.outcome !== 'list') throw new Error(page.outcome);
      seen.push(...page.applications.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(ids);
    expect(await applying.service.list({ actor: supervisor, scope: 'all', cursor: 'x y' })).toEqual({
      outcome: 'bad-cursor',
    });
  });

  it('are narrowed by status, dataset, words and lateness, counted, and put in order of due dates', async () => {
    const [late, waiting] = [await submitted(), await accepted()];
    applying.at('2026-03-18T02:00:00.000Z');
    const rival = await applying.begin(competitor, competitor.organisations[0].creditCode);
    await applying.say(rival, competitor, bodies.submit);
    const find = async (filter: ListFilter, more: Partial<ListRequest> = {}) => {
      const found = await applying.service.list({ actor: supervisor, scope: 'all', filter, ...more });
      if (found.outcome !== 'list') throw new Error(found.outcome);
      return found;
    };
    const ids = async (filter: ListFilter, more: Partial<ListRequest> = {}) =>
      (await find(filter, more)).applications.map(({ id }) => id);
    expect(await ids({ status: 'accepted' })).toEqual([waiting]);
    expect(await ids({ overdue: true })).toEqual([late]);
    expect(await ids({ words: '  长春某某 数据 ' })).toEqual([rival]);
    expect(await ids({ words: competitor.organisations[0].creditCode.toLowerCase() })).toEqual([rival]);
    expect(await ids({ words: late.slice(-8) })).toEqual([late]);
    expect([await ids({ dataset: 'another' }), (await ids({ dataset })).length]).toEqual([[], 3]);
    expect(await ids({}, { sort: 'due' })).toEqual([late, rival, waiting]);
    const first = await find({ dataset }, { sort: 'due', limit: 1, count: true });
    expect(first.count).toEqual({ total: 3, overdue: 1, isExact: true });
    const next = await find({ words: '长春' }, { sort: 'due', limit: 1, cursor: first.cursor ?? '' });
    expect(next).toMatchObject({ applications: [{ id: rival }] });
    expect(next).not.toHaveProperty('cursor');
  });

  it('belong to offices', async () => {
    for (const [actor, scope] of [
      [applicant, 'queue'],
      [publisher, 'queue'],
      [reviewer, 'all'],
      [foreignReviewer, 'overdue'],
    ] as const)
      expect(await applying.service.list({ actor, scope })).toEqual({ outcome: 'not-permitted' });
  });

  it('tell an organisation’s people of all its applications, and a person of their own', async () => {
    const [company1, own] = [await applying.begin(), await applying.begin(applicant, 'self')];
    const ids = async (actor: typeof applicant | typeof colleague) => {
      const result = await applying.service.list({ actor, scope: 'mine' });
      return result.outcome === 'list' ? result.applications.map(({ id }) => id).sort() : [];
    };
    expect(await ids(applicant)).toEqual([company1, own].sort());
    expect(await ids(colleague)).toEqual([company1]);
  });
});
