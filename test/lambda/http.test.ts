import { randomBytes } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Env } from '../../functions/routes/deps.ts';
import { compress } from '../../functions/routes/http/compress.ts';
import { guardedStream } from '../../functions/service/access-key/guarded-stream.ts';
import { eventOf } from '../support/lambda/api-event.ts';

let httpHandler: typeof import('../../functions/lambda/http.ts')['httpHandler'];
beforeAll(async () => {
  vi.stubGlobal('awslambda', {
    streamifyResponse: (handle: object) => handle,
    HttpResponseStream: { from: (answer: Writable) => answer },
  });
  ({ httpHandler } = await import('../../functions/lambda/http.ts'));
});

const pieces = 200;
/** Which no compression makes smaller. */
const piece = new Uint8Array(randomBytes(20_000));
const bytes = pieces * piece.length;
/** What was noted of the use of a key, and what of that was written when the process is frozen. */
let [noted, written]: [object[], object[]] = [[], []];
const after = async () => {
  written = [...noted];
};

/** An export under way to the holder of a key, whose grant ends after `stands` pieces. */
function surface(stands: number): Hono<Env> {
  [noted, written] = [[], []];
  const app = new Hono<Env>();
  app.use(compress);
  app.get('/export', () => {
    let made = 0;
    const source = new ReadableStream<Uint8Array>(
      { pull: (controller) => (made++ < pieces ? controller.enqueue(piece) : controller.close()) },
      { highWaterMark: 0 },
    );
    const body = guardedStream(
      source,
      async () => made <= stands,
      (end) => noted.push(end),
    );
    return new Response(body, { headers: { 'Content-Type': 'text/csv' } });
  });
  app.get('/empty', (c) => {
    noted.push({});
    return c.body(null, 304);
  });
  return app;
}
async function ask(app: Hono<Env>, answer: Writable, path = '/export', headers = {}): Promise<void> {
  const event = await eventOf(new Request(`https://data.example.cn${path}`, { headers }), '192.0.2.7');
  const base = { telemetry: { flush: async () => {} } };
  await httpHandler(app, base, after)(event, answer, {});
}

describe('what was used is written before the process is frozen', () => {
  it('when the answer was read to its end, and before that end is told', async () => {
    const answer = new PassThrough();
    const seen = buffer(answer).then((all) => [all.length, written]);
    await ask(surface(pieces + 1), answer);
    expect(await seen).toEqual([bytes, [{ bytes, cut: false }]]);
  });

  it('when there was nothing to read', async () => {
    await ask(surface(0), new PassThrough().resume(), '/empty');
    expect(written).toHaveLength(1);
  });

  it.each([
    ['as it is', {}],
    ['compressed', { 'Accept-Encoding': 'gzip' }],
  ])('when the reader hung up before the last piece, %s', async (_how, headers) => {
    let taken = 0;
    const answer = new Writable({
      write: (_chunk, _encoding, done) => {
        taken += 1;
        done(taken > 2 ? new Error('the reader has left') : null);
      },
    });
    answer.on('error', () => {});
    await ask(surface(pieces + 1), answer, '/export', headers);
    expect(written).toEqual([{ bytes: expect.any(Number), cut: true }]);
    expect(written).not.toEqual([{ bytes: 0, cut: true }]);
  });

  it('when the grant ended meanwhile', async () => {
    const answer = new PassThrough();
    answer.on('error', () => {}).resume();
    await ask(surface(3), answer);
    expect(written).toEqual([{ bytes: 3 * piece.length, cut: true }]);
  });
});
