import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openingMarks, readOpening } from '../../../functions/service/application/openings.ts';
import { createTimekeeper } from '../../../functions/service/application/timekeeper.ts';
import { type Applying, bodies, companyOrganisation, dataset, openApplying, people } from './applying.ts';

let applying: Applying;
let told: string[];
beforeEach(async () => {
  told = [];
  applying = await openApplying(() => ({ onOpening: (soon) => void told.push(soon) }));
});
afterEach(() => applying[Symbol.asyncDispose]());

const figures = () => readOpening(applying.deps.records, dataset);
const mark = async () => (await openingMarks(applying.deps.records)).get(dataset);

describe('what the open list tells of a conditional dataset', () => {
  it('is its applications, decisions, mean time and active grants, without persons or what is pending', async () => {
    expect(await figures()).toMatchObject({ applications: 0, meanWorkingDays: null, grants: [] });
    const granted = await applying.grant();
    const own = await applying.begin(people.person, 'self');
    await applying.say(own, people.person, bodies.submit);
    await applying.begin();
    expect(await figures()).toEqual({
      applications: 2,
      approved: 1,
      rejected: 0,
      lapsed: 0,
      revoked: 0,
      meanWorkingDays: 0,
      grants: [
        {
          decision: '吉数开〔2026〕第000001号',
          organisation: '吉林某某科技有限公司',
          creditCode: companyOrganisation.creditCode,
          purpose: '来水水质预警模型',
          fields: ['station', 'value'],
          from: '2026-03-10T02:00:00.000Z',
          until: '2027-03-10T16:00:00.000Z',
        },
      ],
    });
    applying.at('2026-03-12T02:00:00.000Z');
    await applying.say(own, people.person, bodies.reject);
    await applying.say(own, people.reviewer, bodies.reject);
    await applying.say(granted, people.supervisor, bodies.revoke);
    const after = await figures();
    expect(after).toMatchObject({ approved: 1, rejected: 1, revoked: 1, meanWorkingDays: 1, grants: [] });
    expect(JSON.stringify(after)).not.toContain('李某');
  });

  it('is marked anew by what changes it, and by nothing else', async () => {
    const draft = await applying.begin();
    expect(await mark()).toBeUndefined();
    await applying.say(draft, people.applicant, bodies.submit);
    const submitted = await mark();
    expect(submitted).toMatch(/^[0-9a-f]{32}$/);
    await applying.say(draft, people.reviewer, bodies.accept);
    expect(await mark()).toBe(submitted);
    await applying.say(draft, people.reviewer, bodies.reject);
    expect(await mark()).not.toBe(submitted);
    expect(told).toEqual(['soon', 'soon']);
  });

  it('has to follow at once when somebody is taken off the list', async () => {
    const id = await applying.grant();
    expect(told).toEqual(['soon', 'soon', 'soon']);
    await applying.say(id, people.supervisor, bodies.revoke);
    expect(told.at(-1)).toBe('at once');
    await applying.grant();
    applying.at('2027-03-10T16:00:00.000Z');
    await createTimekeeper(applying.deps)();
    expect(told.at(-1)).toBe('at once');
    expect((await figures()).grants).toEqual([]);
  });
});
