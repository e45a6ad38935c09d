import { describe, expect, it } from 'vitest';
import { type LogKind, openLog } from '../../functions/local/log.ts';

const at = '2026-11-23T05:20:04.123Z';
const request = { at, request: 'req_1', method: 'GET', route: '/api/v1/datasets', milliseconds: 12 };
const lines = [
  { level: 'info', ...request, status: 200 },
  { level: 'info', ...request, status: 503 },
  { level: 'warn', at, request: 'req_1', event: 'identity-unavailable', error: 'no answer' },
  { level: 'info', at, event: 'ready', portal: 'https://x' },
];

const toldAs = (kind: LogKind): string[] => {
  const told: string[] = [];
  const log = openLog(kind, (text) => told.push(text));
  for (const line of lines) log(line);
  return told;
};

describe('what a process tells', () => {
  it('is JSON, a line each, for machines', () => {
    expect(toldAs('json').map((text) => JSON.parse(text))).toEqual(lines);
  });

  it('is a short line for people, with the id of the request where something is wrong', () => {
    expect(toldAs('text')).toEqual([
      '05:20:04Z GET /api/v1/datasets 200 12 ms',
      '05:20:04Z GET /api/v1/datasets 503 12 ms request=req_1',
      '05:20:04Z warn identity-unavailable request=req_1 no answer',
      '05:20:04Z info ready portal=https://x',
    ]);
  });

  it('is faults alone, if that is asked for', () => {
    expect(toldAs('faults')).toEqual(toldAs('text').slice(1, 3));
  });
});
