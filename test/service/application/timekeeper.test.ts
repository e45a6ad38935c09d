import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workingCalendar } from '../../../functions/domain/working-calendar.ts';
import { createTimekeeper } from '../../../functions/service/application/timekeeper.ts';
import { calendar } from '../../domain/calendar-given.ts';
import { type Applying, bodies, openApplying, people } from './applying.ts';

let applying: Applying;
let current = calendar;
beforeEach(async () => {
  current = calendar;
  applying = await openApplying(() => ({ calendar: async () => current }));
});
afterEach(() => applying[Symbol.asyncDispose]());

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
