import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnswerCut, type OutgoingRules, sendOut } from '../../../functions/service/http/outgoing.ts';
import { type HostAddress, readTarget } from '../../../functions/service/http/target.ts';
import { openReceiver, type Receiver, status } from '../webhook/receiver.ts';

const outgoing = join(import.meta.dirname, '../../../functions/service/http/outgoing.ts');
let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

const local: OutgoingRules = { allowsLoopback: true };
const get = (url: string, rules: OutgoingRules = local) => sendOut({ url, method: 'GET' }, rules);
const reason = async (url: string, rules?: OutgoingRules) => {
  const answer = await get(url, rules);
  return answer.outcome === 'failed' ? answer.reason : answer.status;
};
const at = (...addresses: readonly string[]) => {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<readonly HostAddress[]> => {
    asked.push(host);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, resolve };
};

describe('an address', () => {
  it.each([
    ['', 'not-a-url'],
    ['example.org', 'not-a-url'],
    ['http://example.org/', 'not-https'],
    ['ftp://example.org/', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['gopher://127.0.0.1:6379/', 'not-https'],
    ['https://user@example.org/', 'user-information'],
    ['https://:secret@example.org/', 'user-information'],
    ['https://example.org:22/', 'port'],
    ['https://example.org:8080/', 'port'],
    ['https://127.0.0.1/', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://0x7f.1/', 'not-public'],
    ['https://0177.0.0.1/', 'not-public'],
    ['https://１２７.0.0.1/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://[::ffff:10.0.0.1]/', 'not-public'],
    ['https://[64:ff9b::10.0.0.1]/', 'not-public'],
    ['https://169.254.169.254/latest/meta-data/', 'not-public'],
    ['http://127.0.0.1:8080/', 'not-https'],
    ['http://localhost/', 'not-https'],
  ])('is refused: %s', (url, refusal) => expect(readTarget(url)).toBe(refusal));

  it('is refused when it is longer than any that is meant', () => {
    expect(readTarget(`https://example.org/${'a'.repeat(2000)}`)).toBe('not-a-url');
  });

  it.each(['https://example.org/a?b', 'https://example.org:8443/', 'https://8.8.8.8/', 'https://数据.cn/'])(
    'may be %s',
    (url) => expect(readTarget(url)).toMatchObject({ isLocal: false }),
  );

  it('of this machine may be asked in local mode only, on any port, and no other network then', () => {
    for (const url of ['http://127.0.0.1:9/', 'http://localhost:9/', 'https://[::1]:9/'])
      expect(readTarget(url, local)).toMatchObject({ isLocal: true });
    expect(readTarget('http://10.0.0.1:9/', local)).toBe('not-https');
    expect(readTarget('https://10.0.0.1/', local)).toBe('not-public');
    expect(readTarget('http://localhost.example.org/', local)).toBe('not-https');
  });
});

describe('a name', () => {
  it.each([
    ['of this machine', ['127.0.0.1']],
    ['of a private network', ['10.1.2.3']],
    ['of a public and a private one', ['8.8.8.8', '192.168.0.1']],
    ['of a private IPv6 one', ['2606:4700::1111', 'fd00::1']],
    ['of the metadata of a cloud', ['169.254.169.254']],
  ])('is not connected to when it is %s, local mode or not', async (_case, addresses) => {
    for (const allowsLoopback of [false, true]) {
      const { resolve } = at(...addresses);
      expect(await reason('https://receiver.example.org/', { allowsLoopback, resolve })).toBe('not-public');
    }
  });

  it('that stands for this machine must lie on it', async () => {
    const { resolve } = at('8.8.8.8');
    expect(await reason('http://localhost:9/', { ...local, resolve })).toBe('not-public');
  });

  it('is looked up once, and only what was checked is connected to', async () => {
    const { port } = new URL(receiver.url);
    const { asked, resolve } = at('127.0.0.1');
    expect(await reason(`http://localhost:${port}/`, { ...local, resolve })).toBe(204);
    expect(asked).toEqual(['localhost']);
    // The name is the same, what it was checked to be is not: nothing listens there.
    const elsewhere = at('127.9.9.9');
    expect(await reason(`http://localhost:${port}/`, { ...local, resolve: elsewhere.resolve })).toBe(
      'connection',
    );
    expect(receiver.received).toHaveLength(1);
  });

  it('that nobody knows is told', async () => {
    const nobody = async () => {
      throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'queryA' });
    };
    expect(await reason('https://receiver.example.org/', { resolve: nobody })).toBe('unknown-host');
    expect(await reason('https://receiver.example.org/', { resolve: at().resolve })).toBe('unknown-host');
  });

  it('that is never answered takes no longer than the exchange may', async () => {
    const never = () => new Promise<never>(() => {});
    expect(await reason('https://receiver.example.org/', { resolve: never, totalMs: 20 })).toBe('timeout');
  });
});

describe('an exchange', () => {
  it('follows no redirect', async () => {
    receiver.reply = (response) => {
      response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
    };
    expect(await reason(receiver.url)).toBe(302);
    expect(receiver.received).toHaveLength(1);
  });

  it('ends when nothing is answered in time', async () => {
    receiver.reply = () => {};
    expect(await reason(receiver.url, { ...local, totalMs: 50 })).toBe('timeout');
  });

  it('ends when no connection stands in time, as with a server that never finishes TLS', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    expect(await reason(`https://127.0.0.1:${port}/`, { ...local, connectMs: 30 })).toBe('timeout');
    silent.close();
  });

  it('takes nothing but TLS for https', async () => {
    expect(await reason(receiver.url.replace('http:', 'https:'))).toBe('tls');
    expect(receiver.received).toEqual([]);
  });

  it('tells that nobody listens', async () => {
    const { url } = receiver;
    await receiver[Symbol.asyncDispose]();
    expect(await reason(url)).toBe('connection');
    receiver = await openReceiver();
  });

  it('gives the body as far as it may go, and says why it does not go on', async () => {
    const read = async (rules: OutgoingRules): Promise<number> => {
      const answer = await get(receiver.url, { ...local, ...rules });
      if (answer.outcome === 'failed') throw new Error(answer.reason);
      let bytes = 0;
      for await (const chunk of answer.body) bytes += chunk.length;
      return bytes;
    };
    receiver.reply = (response) => response.end('x'.repeat(100_000));
    expect(await read({ mostBytes: 100_000 })).toBe(100_000);
    await expect(read({ mostBytes: 99_999 })).rejects.toEqual(new AnswerCut('too-large'));
    receiver.reply = (response) => response.write('begins');
    await expect(read({ totalMs: 500 })).rejects.toMatchObject({ name: 'AnswerCut', reason: 'timeout' });
    receiver.reply = (response) => response.write('begins', () => response.destroy());
    await expect(read({})).rejects.toMatchObject({ name: 'AnswerCut', reason: 'connection' });
  });

  it('sends what it was given, and asks for nothing packed', async () => {
    const answer = await sendOut(
      { url: `${receiver.url}?a=1`, method: 'POST', body: '数据', headers: { 'X-A': 'b' } },
      local,
    );
    expect(answer).toMatchObject({ outcome: 'answered', status: 204 });
    expect(receiver.received).toMatchObject([
      {
        method: 'POST',
        path: '/hook?a=1',
        body: '数据',
        headers: { 'x-a': 'b', 'content-length': '6', 'accept-encoding': 'identity', connection: 'close' },
      },
    ]);
  });

  it('goes through no proxy that the environment names', async () => {
    await using proxy = await openReceiver(status(418));
    const program = `
      import { sendOut } from ${JSON.stringify(pathToFileURL(outgoing).href)};
      const answer = await sendOut({ url: '${receiver.url}', method: 'GET' }, { allowsLoopback: true });
      console.log(answer.status);`;
    const { origin } = new URL(proxy.url);
    const env = { ...process.env, HTTP_PROXY: origin, http_proxy: origin, NODE_USE_ENV_PROXY: '1' };
    const options = ['--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, options, { env });
    expect([stdout.trim(), proxy.received]).toEqual(['204', []]);
  });
});
