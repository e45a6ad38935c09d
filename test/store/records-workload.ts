import { createHash } from 'node:crypto';
import type { Records } from '../../functions/service/ports.ts';
import { seededBytes } from '../support/seeded.ts';

/** What a writer was told: how many appends, items and adds of its run were acknowledged. */
export interface Acknowledged {
  appends: number;
  items: number;
  adds: number;
}

export const NOTHING: Acknowledged = { appends: 0, items: 0, adds: 0 };

const AT = '2026-03-01T08:00:00.000Z';
const EVENTS = 3;

/** Appends, puts and adds until the process or the store dies, telling `acknowledge` of each that was answered. */
export async function writeForever(
  records: Records,
  run: string,
  acknowledge: (what: keyof Acknowledged) => void,
): Promise<never> {
  for (let n = 0; ; n += 1) {
    const result = await append(records, run, n);
    if (result.outcome !== 'appended')
      throw new Error(`append ${n} of ${run} was answered with ${result.outcome}`);
    acknowledge('appends');
    await records.put(`${run}/${n}`, { text: textOf(n), hash: hashOf(textOf(n)) });
    acknowledge('items');
    await records.add(run, 1);
    acknowledge('adds');
  }
}

/** Asks again for the append whose answer the dead writer did not live to hear: it is done now, or was then. */
export async function finishInterrupted(
  records: Records,
  run: string,
  { appends }: Acknowledged,
): Promise<string> {
  const result = await append(records, run, appends);
  return `${result.outcome} ${result.length - appends * EVENTS}`;
}

function append(records: Records, run: string, n: number) {
  const events = Array.from({ length: EVENTS }, (_, part) => {
    const text = textOf(n * EVENTS + part);
    return { type: 'written', at: AT, actor: run, data: { text }, hash: hashOf(text) };
  });
  const put = [{ index: 'written', key: run, sort: String(n).padStart(6, '0'), value: { n } }];
  return records.append(run, n * EVENTS, events, { put, token: `${n}` });
}

/** What is wrong with a store after its writer died: acknowledged writes that are lost, writes that are torn. */
export async function findDamage(
  records: Records,
  run: string,
  acknowledged: Acknowledged,
): Promise<string[]> {
  const events = await records.load(run);
  const { rows } = await records.query('written', run, { limit: 1000 });
  const [count = 0] = await records.read([run]);
  const appends = events.length / EVENTS;
  const problems = [
    [appends >= acknowledged.appends, `${acknowledged.appends - appends} acknowledged appends are lost`],
    [appends <= acknowledged.appends + 1, 'there are appends that nobody made'],
    [Number.isInteger(appends), 'an append is torn'],
    [rows.length === appends, `${rows.length} index rows for ${appends} appends`],
    [count >= acknowledged.adds && count <= acknowledged.adds + 1, `the counter is ${count}`],
    [events.every(({ sequence }, index) => sequence === index + 1), 'there is a gap between events'],
    [events.every(({ data, hash }) => hashOf(String(data.text)) === hash), 'an event is damaged'],
  ] as const;
  const found: string[] = problems.filter(([holds]) => !holds).map(([, problem]) => `${run}: ${problem}`);
  for (let n = 0; n < acknowledged.items; n += 1) {
    const item = await records.get(`${run}/${n}`);
    if (hashOf(String(item?.text)) !== item?.hash) found.push(`${run}: item ${n} is lost or damaged`);
  }
  return found;
}

function textOf(n: number): string {
  return Buffer.from(seededBytes(n, 100 + ((n * 997) % 9000))).toString('base64');
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
