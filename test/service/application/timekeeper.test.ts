import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import { workingCalendar } from '../../../functions/domain/working-calendar.ts';
import { readOpening } from '../../../functions/service/application/openings.ts';
import { reindexApplications } from '../../../functions/service/application/reindex.ts';
import { applicationStream, loadApplication } from '../../../functions/service/application/stream.ts';
import { createTimekeeper } from '../../../functions/service/application/timekeeper.ts';
import { appendEvents } from '../../../functions/service/event-log.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { notificationRows } from '../../../functions/service/notification/outbox.ts';
import { calendar } from '../../domain/calendar-given.ts';
import { type Applying, bodies, dataset, openApplying, people } from './applying.ts';

let applying: Applying;
let current = calendar;
beforeEach(async () => {
  current = calendar;
  applying = await openApplying((deps) => ({
    calendar: async () => current,
    rowsFor: notificationRows({ ...deps, portalUrl: 'https://data.example.cn' }),
  }));
});
afterEach(() => applying[Symbol.asyncDispose]());

const approved = async () => {
  const id = await applying.begin();
  await applying.say(id, people.applicant, bodies.submit);
  await applying.say(id, people.reviewer, bodies.accept);
  await applying.say(id, people.reviewer, bodies.approve);
  return id;
};
const sign = async (id: string) => {
  const textHash = (await applying.service.read(id, people.applicant))?.application.agreement ?? '';
  return applying.say(id, people.applicant, { type: 'sign', textHash });
};
const eventsOf = async (id: string) =>
  (await applying.service.read(id, people.applicant))?.history.map(({ type }) => type) ?? [];
const toldTo = async (actor: Actor) =>
  (await listNotifications(applying.deps.records, actor))?.notifications.map(({ event }) => event) ?? [];
const statusOf = async (id: string) =>
  (await applying.service.read(id, people.applicant))?.application.status;

describe('the timekeeper', () => {
  it('ends a grant when its term is over, once, and not before', async () => {
    const id = await applying.grant();
    const tick = createTimekeeper(applying.deps);
    applying.at('2027-03-10T15:59:59.999Z');
    await tick();
    expect(await statusOf(id)).toBe('active');
    applying.at('2027-03-10T16:00:00.000Z');
    await Promise.all([tick(), createTimekeeper(applying.deps)()]);
    expect(await statusOf(id)).toBe('expired');
    const view = await applying.service.read(id, people.applicant);
    expect(view?.history.filter(({ type }) => type === 'expired')).toHaveLength(1);
  });

  it('leaves what ended otherwise', async () => {
    const id = await applying.grant();
    await applying.say(id, people.reviewer, bodies.revoke);
    applying.at('2028-03-10T16:00:00.000Z');
    await createTimekeeper(applying.deps)();
    expect(await statusOf(id)).toBe('revoked');
  });

  it('warns who has to sign, once, and lapses what nobody signed; the renewal takes up what was submitted', async () => {
    const id = await approved();
    const tick = createTimekeeper(applying.deps);
    // 30 working days after the 10th of March, with Tomb-Sweeping Day in between; the warning leaves five of them.
    applying.at('2026-04-15T15:59:59.999Z');
    await tick();
    expect(await eventsOf(id)).not.toContain('signing-reminded');
    applying.at('2026-04-15T16:00:00.000Z');
    await Promise.all([tick(), createTimekeeper(applying.deps)()]);
    applying.at('2026-04-22T15:59:59.999Z');
    await tick();
    expect(await statusOf(id)).toBe('approved');
    expect((await applying.service.read(id, people.applicant))?.clocks.at(-1)).toMatchObject({
      clock: 'application.signing',
      dueOn: '2026-04-22',
      kind: 'promise',
      overdue: false,
    });
    applying.at('2026-04-22T16:00:00.000Z');
    expect(await sign(id)).toBe('signing-too-late');
    await tick();
    expect(await statusOf(id)).toBe('lapsed');
    expect((await eventsOf(id)).slice(-3)).toEqual(['approved', 'signing-reminded', 'lapsed']);
    // What happened in the same millisecond has no order.
    const [last, before, ...same] = await toldTo(people.applicant);
    expect([last, before, same.sort()]).toEqual(['lapsed', 'signing-reminded', ['accepted', 'approved']]);
    expect(await toldTo(people.reviewer)).toEqual(['lapsed', 'submitted']);
    expect(await readOpening(applying.deps.records, dataset)).toMatchObject({
      approved: 1,
      lapsed: 1,
      grants: [],
    });
    expect(await applying.say(id, people.applicant, { type: 'renew' })).toBe('lapsed');
  });

  it('keeps the time also of what an earlier version of the program stored, once the rows are made anew', async () => {
    const id = await approved();
    const { records } = applying.deps;
    const agenda = async () => (await records.query('application-agenda', 'all')).rows;
    const before = await agenda();
    const loaded = await loadApplication(records, id);
    await appendEvents(records, applicationStream(id), loaded, [], { remove: before });
    expect([before.length, await agenda()]).toEqual([1, []]);
    expect(await reindexApplications(applying.deps)).toBe(1);
    expect(await agenda()).toEqual(before);
    applying.at('2026-06-01T02:00:00.000Z');
    await createTimekeeper(applying.deps)();
    expect(await statusOf(id)).toBe('lapsed');
  });

  it('leaves what was signed or withdrawn in time, and lapses at once what ran out while nothing ran', async () => {
    const [signed, withdrawn, late] = [await approved(), await approved(), await approved()];
    await sign(signed);
    await applying.say(withdrawn, people.applicant, { type: 'withdraw' });
    applying.at('2026-06-01T02:00:00.000Z');
    await createTimekeeper(applying.deps)();
    expect(await Promise.all([signed, withdrawn, late].map(statusOf))).toEqual([
      'active',
      'withdrawn',
      'lapsed',
    ]);
    expect(await eventsOf(late)).not.toContain('signing-reminded');
  });

  it('tells of each report that is overdue once, and flags it until it is made', async () => {
    const id = await applying.grant();
    const tick = createTimekeeper(applying.deps);
    const flagged = async () => {
      const scopes = [
        [people.reviewer, 'agency-reports'],
        [people.supervisor, 'all-reports'],
        [people.applicant, 'mine'],
      ] as const;
      const lists = await Promise.all(
        scopes.map(([actor, scope]) => applying.service.list({ actor, scope })),
      );
      return lists.map(
        (list) => list.outcome === 'list' && list.applications.some((each) => each.reportOverdue),
      );
    };
    const overdue = async () => (await eventsOf(id)).filter((type) => type === 'report-overdue').length;
    applying.at('2026-09-10T15:59:59.999Z');
    await tick();
    expect([await overdue(), await flagged()]).toEqual([0, [false, false, false]]);
    applying.at('2026-09-10T16:00:00.000Z');
    await Promise.all([tick(), createTimekeeper(applying.deps)()]);
    await tick();
    expect([await overdue(), await flagged()]).toEqual([1, [true, true, true]]);
    expect(await applying.service.figures(people.supervisor)).toMatchObject([{ reportsOverdue: 1 }]);
    expect((await toldTo(people.applicant))[0]).toBe('report-overdue');
    expect((await toldTo(people.reviewer))[0]).toBe('report-overdue');
    expect(await toldTo(people.foreignReviewer)).toEqual([]);
    const report = { from: '2026-03-10', to: '2026-09-10', use: '训练模型', outcome: '预警提前六小时' };
    await applying.say(id, people.applicant, { type: 'report-use', report });
    expect(await flagged()).toEqual([false, false, false]);
    // The last one is due with the end of the term, and still owed after it.
    applying.at('2027-03-11T02:00:00.000Z');
    await tick();
    expect([await statusOf(id), await overdue(), await flagged()]).toEqual([
      'expired',
      2,
      [true, true, true],
    ]);
  });

  it('puts open applications under their new due dates when the calendar changes', async () => {
    // Nothing is known of any year: plain weekdays, so the 1st to 5th of May count.
    current = workingCalendar([]);
    applying.at('2026-04-29T02:00:00.000Z');
    const id = await applying.begin();
    await applying.say(id, people.applicant, bodies.submit);
    const places = async () =>
      (await applying.deps.records.query('application-due', 'all')).rows.map(({ sort }) => sort);
    expect(await places()).toEqual([`2026-05-06T16:00:00.000Z/${id}`]);
    const tick = createTimekeeper(applying.deps);
    await tick();
    expect(await places()).toEqual([`2026-05-06T16:00:00.000Z/${id}`]);
    current = calendar;
    await tick();
    expect(await places()).toEqual([`2026-05-09T16:00:00.000Z/${id}`]);
    await applying.say(id, people.reviewer, bodies.accept);
    expect((await places()).filter((place) => place.startsWith('2026-05-09'))).toEqual([]);
  });
});
