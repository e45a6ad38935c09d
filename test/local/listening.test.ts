import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { shut } from '../../functions/local/listening.ts';
import { Unusable } from '../../functions/local/outage.ts';
import { inheritedSocket, tellReady } from '../../functions/local/systemd.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function serving(listener: RequestListener): Promise<{ server: Server; open(): Promise<Socket> }> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    sockets.push(socket);
    await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
    return socket;
  };
  return { server, open };
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

/** Everything that comes until the other side ends the connection. */
async function rest(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += chunk;
  return text;
}

describe('a server that stops', () => {
  it('finishes the answer under way, then ends the connection', async () => {
    const finish = Promise.withResolvers<() => void>();
    const { server, open } = await serving((_request, response) => {
      response.write('a');
      finish.resolve(() => response.end('b'));
    });
    const socket = await open();
    socket.write(get);
    const end = await finish.promise;
    const closed = shut(server, 60_000);
    end();
    expect(await rest(socket)).toMatch(/a[\s\S]*b[\s\S]*0\r\n\r\n$/);
    expect(await closed).toBe(0);
  });

  it('takes the request that has only begun, and says that it is the last', async () => {
    const { server, open } = await serving((_request, response) => response.end('done'));
    const socket = await open();
    socket.write(get.slice(0, 10));
    const closed = shut(server, 60_000);
    socket.write(get.slice(10));
    expect(await rest(socket)).toMatch(/Connection: close[\s\S]*done$/);
    expect(await closed).toBe(0);
  });

  it('ends connections on which nothing is asked', async () => {
    const { server, open } = await serving((_request, response) => response.end('done'));
    const socket = await open();
    socket.write(get);
    await once(socket, 'data');
    expect(await shut(server, 60_000)).toBe(0);
  });

  it('cuts off what is not finished in time, and tells how much that was', async () => {
    const asked = Promise.withResolvers<void>();
    const { server, open } = await serving(() => asked.resolve());
    const socket = await open();
    socket.write(get);
    await asked.promise;
    expect(await shut(server, 1)).toBe(1);
    expect(await rest(socket)).toBe('');
  });
});

describe('a socket that systemd passes on', () => {
  it('is the first after the standard ones, when it is meant for this very process', () => {
    expect(inheritedSocket({ LISTEN_FDS: '1', LISTEN_PID: '42' }, 42)).toBe(3);
    expect(inheritedSocket({ LISTEN_FDS: '1', LISTEN_PID: '41' }, 42)).toBeUndefined();
    expect(inheritedSocket({}, 42)).toBeUndefined();
  });

  it('is the only one', () => {
    expect(() => inheritedSocket({ LISTEN_FDS: '2', LISTEN_PID: '42' }, 42)).toThrow(Unusable);
  });

  it('needs no word of readiness where nobody waits for it', async () => {
    await expect(tellReady({})).resolves.toBeUndefined();
  });
});
