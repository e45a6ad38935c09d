import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileStream, pulledStream } from '../../../functions/service/query/streams.ts';

const directory = mkdtempSync(join(tmpdir(), 'streams-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Chunks without end, and whether they were ended. */
function endless() {
  const state = { made: 0, ended: false };
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        state.made += 1;
        yield new Uint8Array([state.made]);
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, chunks: chunks() };
}

describe('a pulled stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('makes no more than its reader takes, and one ahead', async () => {
    const { state, chunks } = endless();
    const reader = (await pulledStream(chunks)).getReader();
    for (let count = 0; count < 5; count += 1) await reader.read();
    expect(state.made).toBeLessThanOrEqual(7);
    await reader.cancel();
    expect(state.ended).toBe(true);
  });

  it('ends its source when the reader stalls, and tells the reader', async () => {
    const { state, chunks } = endless();
    const reader = (await pulledStream(chunks, 1000)).getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(1001);
    expect(state.ended).toBe(true);
    await expect(
      (async () => {
        for (;;) await reader.read();
      })(),
    ).rejects.toThrow('stalled');
  });

  it('has patience as long as something is taken now and then', async () => {
    const { state, chunks } = endless();
    const reader = (await pulledStream(chunks, 1000)).getReader();
    for (let count = 0; count < 5; count += 1) {
      await reader.read();
      await vi.advanceTimersByTimeAsync(900);
    }
    expect(state.ended).toBe(false);
    await reader.cancel();
  });

  it('fails at once when its first chunk does', async () => {
    async function* broken(): AsyncGenerator<Uint8Array, void, undefined> {
      yield await Promise.reject(new Error('broken'));
    }
    await expect(pulledStream(broken())).rejects.toThrow('broken');
  });
});

describe('a file made for one reader', () => {
  const path = join(directory, 'made');

  it('is gone when it was read', async () => {
    const { bytes, body } = await fileStream(path, async () => writeFileSync(path, 'text'));
    expect([bytes, await new Response(body).text(), existsSync(path)]).toEqual([4, 'text', false]);
  });

  it('is gone when the reader left', async () => {
    const { body } = await fileStream(path, async () => writeFileSync(path, 'x'.repeat(1_000_000)));
    await body.cancel();
    expect(existsSync(path)).toBe(false);
  });

  it('is gone when it could not be made', async () => {
    const made = fileStream(path, async () => {
      writeFileSync(path, 'half');
      throw new Error('full');
    });
    await expect(made).rejects.toThrow('full');
    expect(existsSync(path)).toBe(false);
  });
});
