/** What this process tells of requests and faults, on standard error: JSON for machines, a line for people. */
import type { JsonObject } from '../service/ports.ts';

/** `faults` leaves out what went well. */
export type LogKind = 'json' | 'text' | 'faults';
export type Log = (line: JsonObject) => void;

export function openLog(kind: LogKind, write: (text: string) => void = console.error): Log {
  return (line) => {
    if (kind === 'json') write(JSON.stringify(line));
    else if (kind === 'text' || isFault(line)) write(textOf(line));
  };
}

const isFault = ({ level, status }: JsonObject): boolean => level !== 'info' || Number(status) >= 500;

/** `05:20:04Z GET /api/v1/datasets 200 12 ms`, and of anything else all it says. */
function textOf({
  at,
  level,
  event,
  method,
  route,
  status,
  milliseconds,
  error,
  ...facts
}: JsonObject): string {
  const request = method === undefined ? [] : [method, route, status, `${milliseconds} ms`];
  const what = request.length > 0 ? request : [level, event];
  const rest = Object.entries(facts)
    .filter(([name]) => name !== 'request' || isFault({ level: level ?? 'info', status: status ?? 0 }))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const time = `${String(at).slice(11, 19)}Z`;
  return [time, ...what, ...rest, error].filter((part) => part !== undefined).join(' ');
}
