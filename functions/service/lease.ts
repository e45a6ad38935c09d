/** One at a time, among all processes: who holds the lease works, until it is given back or its time is over. */
import { randomUUID } from 'node:crypto';
import type { Now } from './clock.ts';
import type { Records } from './ports.ts';

export interface Lease {
  /**
   * Throws when the time is over; else answers what is aborted when it is over before it was prolonged: nothing may be
   * written any more.
   */
  held(): AbortSignal;
  release(): Promise<void>;
}

/** A killed process holds it for so long. */
const termMs = 60_000;
const prolongEveryMs = 15_000;

/** Undefined when somebody else holds it. It is prolonged by itself until it is released. */
export async function takeLease(
  records: Pick<Records, 'put' | 'get' | 'remove'>,
  name: string,
  now: Now,
): Promise<Lease | undefined> {
  const holder = randomUUID();
  const put = async (ifAbsent: boolean): Promise<number | undefined> => {
    // The end is counted from before the call, on a clock that is never set, and a little earlier than in the records.
    const began = performance.now();
    const expiresAt = new Date(now().getTime() + termMs);
    return (await records.put(name, { holder }, { expiresAt, ifAbsent }))
      ? began + termMs - 5_000
      : undefined;
  };
  const first = await put(true);
  if (first === undefined) return undefined;
  const lost = new AbortController();
  let end = first;
  let prolonging: Promise<void> = Promise.resolve();
  let failure: unknown;
  const overdue = (): boolean => performance.now() >= end;
  const lose = (): void => lost.abort(new Error(`the lease ${name} was not prolonged`, { cause: failure }));
  const prolong = async (): Promise<void> => {
    if (overdue()) return lose();
    try {
      end = (await put(false)) ?? end;
    } catch (error) {
      failure = error; // told when it comes to nothing until the time is over
    }
  };
  const timer = setInterval(() => {
    prolonging = prolonging.then(prolong);
  }, prolongEveryMs);
  const watch = setInterval(() => overdue() && lose(), 1_000);
  return {
    held() {
      if (overdue()) lose();
      lost.signal.throwIfAborted();
      return lost.signal;
    },
    async release() {
      clearInterval(timer);
      clearInterval(watch);
      await prolonging;
      if (!overdue() && (await records.get(name))?.holder === holder) await records.remove(name);
    },
  };
}
