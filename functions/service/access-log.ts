/**
 * Counts use from CloudFront's log of requests (standard logging v2 as JSON): files come from the edge, past every function.
 * Of each request the log holds the fields below and nothing of who asked. A file of it is counted at most once: it is
 * marked before and removed after, so a process that ends in between loses what one file tells and counts nothing twice.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Catalogue } from './catalogue/catalogue.ts';
import { chinaDay, type Now } from './clock.ts';
import type { JsonObject, Records } from './ports.ts';
import type { Shelf } from './ports-portal.ts';
import { countersOf, isUse, useOf } from './use-counts.ts';

/** The fields that CloudFront is asked to write; the address of who asks is none of them. */
export const accessFields = [
  'date',
  'time',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'sc-range-start',
] as const;
type Line = Readonly<Partial<Record<(typeof accessFields)[number], string | number>>>;

/** Days after which the bucket removes what nobody counted. */
export const accessDays = 7;
/** Bytes of one file, unpacked; CloudFront begins another long before. */
const mostBytes = 64 * 1024 ** 2;

export interface AccessLogDeps {
  readonly records: Pick<Records, 'add' | 'put'>;
  /** Where CloudFront puts its files. */
  readonly accessLog: Pick<Shelf, 'get' | 'list' | 'remove'>;
  readonly catalogue: () => Pick<Catalogue, 'entry'>;
  readonly now: Now;
}

/** Counts what waits; answers how many files that were, and how many uses. Between files it ends when `stopping` is aborted. */
export async function countAccess(deps: AccessLogDeps, stopping: AbortSignal): Promise<JsonObject> {
  const { records, accessLog, now } = deps;
  let [files, uses] = [0, 0];
  for (const file of (await accessLog.list('')).keys()) {
    if (stopping.aborted) break;
    const expiresAt = new Date(now().getTime() + (accessDays + 1) * 86_400_000);
    if (await records.put(`access-log/${file}`, {}, { expiresAt, ifAbsent: true })) {
      const counts = countsOf(deps, await unpacked((await accessLog.get(file)) ?? new Uint8Array()));
      for (const [counter, count] of counts.counters) await records.add(counter, count);
      uses += counts.uses;
    }
    await accessLog.remove(file);
    files += 1;
  }
  return { files, uses };
}

async function unpacked(bytes: Uint8Array): Promise<string> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? await promisify(gunzip)(bytes, { maxOutputLength: mostBytes }) : bytes;
  return Buffer.from(plain).toString('utf8');
}

function countsOf({ catalogue }: AccessLogDeps, text: string) {
  const counters = new Map<string, number>();
  let uses = 0;
  for (const line of text.split('\n')) {
    const request = line === '' ? {} : (JSON.parse(line) as Line);
    const own = countedBy(catalogue, request);
    for (const counter of own) counters.set(counter, (counters.get(counter) ?? 0) + 1);
    if (own.length > 0) uses += 1;
  }
  return { counters, uses };
}

function countedBy(catalogue: AccessLogDeps['catalogue'], request: Line): readonly string[] {
  const firstByte = Number(request['sc-range-start']);
  const answered = {
    method: String(request['cs-method']),
    status: Number(request['sc-status']),
    ...(Number.isInteger(firstByte) && { firstByte }),
  };
  const use = isUse(answered) ? useOf(String(request['cs-uri-stem'])) : undefined;
  const agency = use && catalogue().entry(use.dataset)?.dataset.publisher;
  if (!use || agency === undefined) return [];
  return countersOf({ ...use, agency }, chinaDay(new Date(`${request.date}T${request.time}Z`)));
}
