import { expect, it } from 'vitest';
import { descriptor, openPublishing } from './publishing.ts';

const withPerson = { 'rivers.csv': 'id,name,note\n1,松花江,联系13800138000\n' };

it('takes as sources of shared data only other datasets that were published, and opens nothing made from them (Art. 24)', async () => {
  await using publishing = await openPublishing();
  const withheld = {
    class: 'withheld',
    ground: 'business-secret',
    reason: '含有商业秘密',
    legalBasis: '《政府信息公开条例》第十五条',
  } as const;
  const { data: _, ...entry } = descriptor({ id: 'basins', openness: withheld });
  const result = await publishing.publish({ ...entry, derivedFrom: ['rivers', 'basins'] });
  expect(result).toMatchObject({
    outcome: 'invalid',
    defects: ['derivedFrom[0]', 'derivedFrom[1]'].map((path) => ({ code: 'unknown-source-dataset', path })),
  });
  await publishing.publish(descriptor(), withPerson);
  const derived = { ...entry, derivedFrom: ['rivers'] };
  expect((await publishing.publish(derived)).outcome).toBe('invalid');
  await publishing.publish(descriptor());
  expect((await publishing.publish(derived)).outcome).toBe('published');
  const opened = await publishing.publish(descriptor({ id: 'basins' }));
  expect(opened).toMatchObject({ outcome: 'refused', refusal: { code: 'shared-reopened' } });
});
