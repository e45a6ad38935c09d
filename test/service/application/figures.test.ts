import { expect, it } from 'vitest';
import { applicationFigures } from '../../../functions/service/application/figures.ts';
import { bodies, dataset, openApplying, people } from './applying.ts';

it('a dataset’s applications, decisions, mean time and active grants are told without persons or what is pending', async () => {
  await using applying = await openApplying();
  const figures = () => applicationFigures(applying.deps, dataset);
  expect(await figures()).toMatchObject({ applications: 0, meanWorkingDays: null, grants: [] });
  const granted = await applying.grant();
  const own = await applying.begin(people.person, 'self');
  await applying.say(own, people.person, bodies.submit);
  await applying.begin();
  expect(await figures()).toEqual({
    dataset,
    applications: 2,
    approved: 1,
    rejected: 0,
    meanWorkingDays: 0,
    grants: [
      {
        organisation: '吉林某某科技有限公司',
        purpose: '来水水质预警模型',
        fields: ['station', 'value'],
        from: '2026-03-10T02:00:00.000Z',
        until: '2027-03-10T16:00:00.000Z',
      },
    ],
  });
  applying.at('2026-03-12T02:00:00.000Z');
  await applying.say(own, people.reviewer, bodies.reject);
  await applying.say(granted, people.supervisor, bodies.revoke);
  const after = await figures();
  expect(after).toMatchObject({ approved: 1, rejected: 1, meanWorkingDays: 1, grants: [] });
  expect(JSON.stringify(after)).not.toContain('李某');
});
