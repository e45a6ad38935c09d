import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshPortal } from '../../../functions/service/catalogue/rendering.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { descriptor, openPublishing, type Publishing } from '../publication/publishing.ts';

let publishing: Publishing;
let rendered = 0;
const render = async () => {
  rendered += 1;
};
beforeAll(async () => {
  publishing = await openPublishing();
});
afterAll(() => publishing[Symbol.asyncDispose]());

it('pages are asked for once for each snapshot, whoever made it', async () => {
  const deps = { ...publishing.deps, render };
  expect(await refreshPortal(deps)).toBe('rendered');
  expect(await refreshPortal(deps)).toBe('in step');
  await publishing.publish(descriptor({ id: 'rivers' }));
  await refreshSnapshot(publishing.deps);
  expect(await refreshPortal(deps)).toBe('rendered');
  expect(rendered).toBe(2);
});

it('what could not be asked for is asked for the next time', async () => {
  await publishing.publish(descriptor({ id: 'rivers', title: '江河（修订）' }));
  const broken = { ...publishing.deps, render: () => Promise.reject(new Error('throttled')) };
  await expect(refreshPortal(broken)).rejects.toThrow('throttled');
  expect(await refreshPortal({ ...publishing.deps, render })).toBe('rendered');
});

it('where nobody makes pages, nothing is asked for and nothing is kept', async () => {
  await publishing.publish(descriptor({ id: 'rivers', title: '江河（再修订）' }));
  expect(await refreshPortal(publishing.deps)).toBe('in step');
  expect(await refreshPortal({ ...publishing.deps, render })).toBe('rendered');
});
