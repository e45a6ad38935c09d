import { expect, it } from 'vitest';
import { forEach, inTurn } from '../../functions/service/each.ts';

it('one that fails keeps nobody else from their turn, and is told when all are done', async () => {
  const done: number[] = [];
  const work = async (each: number): Promise<void> => {
    if (each === 2) throw new Error('record 2 is damaged');
    done.push(each);
  };
  await expect(
    inTurn(
      () => forEach([1, 2, 3], work),
      () => work(4),
    ),
  ).rejects.toThrow('record 2 is damaged');
  expect(done).toEqual([1, 3, 4]);
  await expect(forEach([1, 3], work)).resolves.toBeUndefined();
});
