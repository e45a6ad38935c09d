import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from '../../functions/local/coalesce.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const faults: unknown[] = [];
const onFault = (error: unknown) => void faults.push(error);

describe('coalesced work', () => {
  it('is done once for all who ask, when the most urgent of them asked for it', async () => {
    const work = vi.fn(async () => {});
    const coalesced = coalesce(work, { apartMs: 5000, onFault });
    coalesced.within(30_000);
    await vi.advanceTimersByTimeAsync(1000);
    coalesced.within(0);
    coalesced.within(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is not done more often than it may be', async () => {
    const work = vi.fn(async () => {});
    const coalesced = coalesce(work, { apartMs: 5000, onFault });
    for (let second = 0; second < 19; second += 1) {
      coalesced.within(0);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('is done again for who asks while it runs, never beside itself', async () => {
    let finish = () => {};
    const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const coalesced = coalesce(work, { apartMs: 0, onFault });
    coalesced.within(0);
    await vi.advanceTimersByTimeAsync(0);
    coalesced.within(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(2);
    finish();
  });

  it('tells a failure and goes on; stopped, it does nothing more', async () => {
    const work = vi.fn(() => Promise.reject(new Error('the disk is full')));
    const coalesced = coalesce(work, { apartMs: 0, onFault });
    coalesced.within(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(faults).toMatchObject([{ message: 'the disk is full' }]);
    coalesced.within(0);
    await coalesced.stop();
    await vi.advanceTimersByTimeAsync(1000);
    coalesced.within(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
