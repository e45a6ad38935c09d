import { describe, expect, it } from 'vitest';
import { clockOf, overdueClock } from '../../functions/domain/application-clocks.ts';
import { noApplication } from '../../functions/domain/application-state.ts';
import { timeLimits } from '../../functions/domain/time-limits.ts';
import { actors, answer, at, commands, continued, form, muchLater, now } from './application-given.ts';
import { calendar } from './calendar-given.ts';

const { member, reviewer, supervisor } = actors;
const clockTerms = { calendar, region: '220000', promises: timeLimits };

describe('the clocks of an application', () => {
  it('run from submission and acceptance, and stop with the decision', () => {
    const rejected = at('rejected');
    expect(clockOf(rejected, 'application.precheck', clockTerms)).toMatchObject({ limit: 5, stoppedAt: now });
    expect(clockOf(rejected, 'application.review', clockTerms)).toMatchObject({ limit: 15, stoppedAt: now });
    expect(clockOf(at('draft'), 'application.precheck', clockTerms)).toBeUndefined();
    expect(clockOf(noApplication, 'application.precheck', clockTerms)).toBeUndefined();
    const pending = clockOf(at('submitted'), 'application.precheck', clockTerms);
    expect(pending).toMatchObject({ dueOn: '2026-03-17', limit: 5 });
    expect(pending).not.toHaveProperty('stoppedAt');
  });

  it('stand while the applicant corrects, and nobody is late meanwhile', () => {
    const returned = at('returned');
    expect(clockOf(returned, 'application.precheck', clockTerms)).toMatchObject({
      pausedAt: now,
      counted: 0,
    });
    expect(overdueClock(returned, clockTerms, muchLater)).toBeUndefined();
    const form2 = { ...form, purpose: '供三家供水企业预警来水水质', term: 6 };
    const again = continued(returned, [{ type: 'submit', form: form2 }, member, '2026-03-20T02:00:00.000Z']);
    expect(clockOf(again, 'application.precheck', clockTerms)?.dueOn).toBe('2026-03-27');
  });

  it('stop when the applicant withdraws, also while they stand', () => {
    const withdrawn = continued(at('returned'), [{ type: 'withdraw' }, member]);
    expect(clockOf(withdrawn, 'application.precheck', clockTerms)?.stoppedAt).toBe(now);
  });

  it('are extended by what the reviewer said, and why', () => {
    const extended = continued(at('accepted'), [commands['extend-review'], reviewer]);
    expect(clockOf(extended, 'application.review', clockTerms)).toMatchObject({ limit: 25 });
    expect(extended.extension).toEqual({ at: now, days: 10, reason: '需要组织专家论证' });
  });

  it('let the applicant nudge once a day, and the supervisor escalate once, from the first late moment', () => {
    const submitted = at('submitted');
    const last = '2026-03-17T15:59:59.999Z';
    const late = '2026-03-17T16:00:00.000Z';
    expect(answer(submitted, commands.nudge, member, { now: last })).toBe('not-overdue');
    expect(answer(submitted, commands.escalate, supervisor, { now: last })).toBe('not-overdue');
    const nudged = continued(
      submitted,
      [commands.nudge, member, late],
      [commands.escalate, supervisor, late],
    );
    expect(nudged.nudges).toEqual([{ clock: 'application.precheck', at: late }]);
    expect(nudged.escalations).toMatchObject([{ clock: 'application.precheck', note: '请于两日内办结' }]);
    expect(answer(nudged, commands.nudge, member, { now: '2026-03-18T16:00:00.000Z' })).toBe('nudged');
  });

  it('follow promises as they are configured', () => {
    const promises = {
      ...timeLimits,
      'application.precheck': { ...timeLimits['application.precheck'], days: 1 },
    };
    expect(clockOf(at('submitted'), 'application.precheck', { ...clockTerms, promises })?.dueOn).toBe(
      '2026-03-11',
    );
  });
});
