/** Names that others chose are looked up where they keep nobody waiting. */
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addressesOf,
  createResolve,
  type Resolve,
  readTarget,
} from '../../../functions/service/http/target.ts';

/** A name server that knows `here.example`, at 8.8.8.8, says that there is no `nowhere.example`, and is silent else. */
let server: Socket;
let resolve: Resolve;
beforeAll(async () => {
  server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    const label = question.subarray(13, 13 + question.readUInt8(12)).toString('latin1');
    if (label !== 'here' && label !== 'nowhere') return;
    const end = question.indexOf(0, 12) + 5;
    const isFour = question.readUInt16BE(end - 4) === 1;
    const answers = label === 'here' && isFour ? 1 : 0;
    const code = label === 'here' ? 0x80 : 0x83;
    const head = Buffer.from([0x81, code, 0, 1, 0, answers, 0, 0, 0, 0]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 8, 8, 8, 8]);
    const asked = [question.subarray(0, 2), head, question.subarray(12, end)];
    const parts = answers > 0 ? [...asked, record] : asked;
    server.send(Buffer.concat(parts), port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  resolve = createResolve({ servers: [`127.0.0.1:${server.address().port}`], timeout: 200 });
});
afterAll(() => void server.close());

const addresses = async (host: string) => {
  const target = readTarget(`https://${host}/`);
  if (typeof target === 'string') throw new Error(target);
  return addressesOf(target, resolve);
};

it('answers what a name server answers, and that nobody knows a name', async () => {
  expect(await addresses('here.example')).toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(await addresses('nowhere.example')).toBe('unknown-host');
  expect(await addresses('localhost')).toBe('not-public');
});

it('gives up a name server that is silent, and lets other lookups of this process pass meanwhile', async () => {
  const settled: string[] = [];
  const note = (what: string) => () => void settled.push(what);
  const silent = Array.from({ length: 8 }, (_, n) => addresses(`silent${n}.example`));
  await lookup('localhost').then(note('localhost'));
  for (const each of silent) void each.then(note('silent'));
  expect(await Promise.all(silent)).toEqual(Array.from({ length: 8 }, () => 'unknown-host'));
  expect(settled[0]).toBe('localhost');
});
