/**
 * What Lambda's own Node runtime does, in a fresh process: asks the runtime interface (2018-06-01) for events, hands
 * them to the handler, and streams back what it answers. Arguments: the handler's module; this program
 * itself is given as text.
 */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { PassThrough, type Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

type Handle = (event: unknown, context: object) => Promise<unknown>;
type HandleStream = (event: unknown, answer: Writable, context: object) => Promise<void>;

const streaming = Symbol('streaming');
const answers = new WeakMap<Writable, { start(prelude?: object): void }>();

Object.assign(globalThis, {
  awslambda: {
    streamifyResponse: (handle: HandleStream) => Object.assign(handle, { [streaming]: true }),
    HttpResponseStream: {
      from(answer: Writable, prelude: object): Writable {
        answers.get(answer)?.start(prelude);
        return answer;
      },
    },
  },
});

const [host = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
const agent = new Agent({ keepAlive: true });
const base = '/2018-06-01/runtime';

function call(method: string, path: string, headers: Record<string, string> = {}) {
  return httpRequest({ host, port, method, path: `${base}${path}`, agent, headers });
}

function answerOf(sent: ReturnType<typeof call>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.on('response', resolve).on('error', reject));
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message.setEncoding('utf8')) text += piece;
  return text;
}

async function post(path: string, body: unknown): Promise<void> {
  const sent = call('POST', path, { 'Content-Type': 'application/json' });
  const answered = answerOf(sent);
  sent.end(JSON.stringify(body ?? null));
  await textOf(await answered);
}

/** Streams an answer: JSON about it, eight zero bytes, and its body. */
async function stream(handle: HandleStream, event: unknown, id: string, context: object): Promise<void> {
  const answer = new PassThrough();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isStarted = false;
  const start = (prelude?: object): void => {
    if (isStarted) return;
    isStarted = true;
    const type = prelude ? 'application/vnd.awslambda.http-integration-response' : 'application/octet-stream';
    const headers = {
      'Content-Type': type,
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
    };
    const sent = call('POST', `/invocation/${id}/response`, headers);
    answerOf(sent)
      .then(textOf)
      .then(() => resolve(), reject);
    if (prelude) sent.write(Buffer.concat([Buffer.from(JSON.stringify(prelude)), Buffer.alloc(8)]));
    answer.pipe(sent);
  };
  answers.set(answer, { start });
  await handle(event, answer, context);
  start();
  answer.end();
  await promise;
}

try {
  const { handler } = (await import(pathToFileURL(process.argv[1] ?? '').href)) as { handler: unknown };
  for (;;) {
    const asked = call('GET', '/invocation/next');
    asked.end();
    const next = await answerOf(asked);
    const id = String(next.headers['lambda-runtime-aws-request-id']);
    const event: unknown = JSON.parse(await textOf(next));
    const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
    const context = { awsRequestId: id, getRemainingTimeInMillis: () => deadline - Date.now() };
    try {
      if (streaming in (handler as object)) await stream(handler as HandleStream, event, id, context);
      else await post(`/invocation/${id}/response`, await (handler as Handle)(event, context));
    } catch (error) {
      await post(`/invocation/${id}/error`, { errorType: 'Error', errorMessage: String(error) });
    }
  }
} catch (error) {
  await post('/init/error', { errorType: 'Error', errorMessage: error instanceof Error ? error.stack : '' });
  process.exit(1);
}
