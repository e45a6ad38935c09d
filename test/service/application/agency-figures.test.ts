import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Applying, bodies, openApplying, people } from './applying.ts';

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const submit = async () => {
  const id = await applying.begin();
  await applying.say(id, people.applicant, bodies.submit);
  return id;
};

describe('the figures of each agency', () => {
  it('count all applications by where they stand', async () => {
    await applying.grant();
    const late = await submit();
    const decided = await submit();
    await applying.begin();
    applying.at('2026-03-12T02:00:00.000Z');
    await applying.say(decided, people.reviewer, bodies.reject);
    applying.at('2026-03-20T02:00:00.000Z');
    await applying.say(late, people.supervisor, { type: 'escalate', note: '请尽快办理' });
    expect(await applying.service.figures(people.supervisor)).toEqual([
      {
        agency: expect.objectContaining({ id: 'ecology' }),
        submitted: 3,
        open: 1,
        overdue: 1,
        escalated: 1,
        decided: 2,
        meanWorkingDays: 1,
        active: 1,
        reportsOverdue: 0,
      },
    ]);
  });

  it('are exact however many there are', async () => {
    const { records } = applying.deps;
    await submit();
    const [row] = (await records.query('application-all', 'all')).rows;
    // More than the store answers at once.
    for (let page = 0; page < 21; page += 1) {
      const put = Array.from({ length: 50 }, (_, at) => ({
        index: 'application-all',
        key: 'all',
        sort: `copy-${page}-${at}`,
        value: row?.value ?? {},
      }));
      await records.append('copies', 0, [], { put });
    }
    const [figures] = (await applying.service.figures(people.auditor)) ?? [];
    expect(figures).toMatchObject({ submitted: 1051, open: 1051, meanWorkingDays: null });
  });

  it('are for those who oversee', async () => {
    for (const actor of [people.applicant, people.reviewer, people.publisher])
      expect(await applying.service.figures(actor)).toBeUndefined();
  });
});
