/** Rate and quota of a grant: taken before anything is answered, and told with every answer. */

import { addMonths } from '../../domain/calendar-date.ts';
import { dayInChina, endOfDayInChina } from '../../domain/china-time.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { createLeases } from './lease.ts';

/** Where the holder stands with one limit, as the RateLimit fields tell it. */
export interface LimitState {
  readonly name: 'rate' | 'day' | 'month';
  readonly limit: number;
  /** Length of the window, seconds. */
  readonly window: number;
  readonly remaining: number;
  /** Seconds until more may be had. */
  readonly reset: number;
}

export interface Admission {
  /** The limit that is used up; undefined when the request is admitted. */
  readonly usedUp?: LimitState;
  readonly limits: readonly LimitState[];
  /** Gives the quota back for a request that was refused for what it says; answers where the holder stands then. */
  readonly refund: () => readonly LimitState[];
}

/** As much of a grant as is counted. */
type Counted = Pick<GrantTerms, 'quota' | 'rate'>;

/** A window of the rate is told apart into so many parts: the wait after a burst is at most so much too long. */
const parts = 10;
const second = 1000;

/** What a process may hold of a quota: one in a hundred, at most fifty. Of a rate, of which ten parts are held, less. */
const leaseOf = (limit: number, share: number): number =>
  Math.min(50, Math.max(1, Math.floor(limit / share)));

export function createLimits({ records, now }: { readonly records: Records; readonly now: Now }) {
  const leases = createLeases(records, now);
  const before = new Map<string, Promise<readonly number[]>>();

  /** What earlier parts of the window counted. They do not change any more: whoever is late counts in a later one. */
  const earlier = (names: readonly string[], current: string): Promise<readonly number[]> => {
    const known = before.get(current);
    if (known) return known;
    if (before.size >= 1000) before.clear();
    const reading = records.read(names);
    before.set(current, reading);
    reading.catch(() => before.delete(current));
    return reading;
  };

  /**
   * At most `requests` in any `seconds`: the part that runs and the ten before it, which together are longer than any
   * window that ends now.
   */
  const takeRate = async (
    grant: string,
    { requests, seconds }: Counted['rate'],
  ): Promise<[boolean, LimitState]> => {
    const length = (seconds * second) / parts;
    for (;;) {
      const part = Math.floor(now().getTime() / length);
      const name = (index: number) => `rate/${grant}/${seconds}s/${index}`;
      const indexes = Array.from({ length: parts }, (_, index) => part - parts + index);
      const counts = await earlier(indexes.map(name), name(part));
      const limit = Math.max(0, requests - counts.reduce((sum, count) => sum + count, 0));
      const expiresAt = new Date((part + 2 * parts) * length + 60 * second);
      const none = { isTaken: false, remaining: 0 };
      const taken =
        limit > 0
          ? await leases.take({ counter: name(part), limit, lease: leaseOf(requests, 1000), expiresAt })
          : none;
      const moment = now().getTime();
      // What was taken from a part that is over may be missing from what the next part has read.
      if (taken.isTaken && Math.floor(moment / length) !== part) continue;
      const current = Math.max(0, limit - taken.remaining);
      const frees = freesAt([...counts, current], part, requests) * length;
      const reset = Math.max(1, Math.ceil((frees - moment) / second));
      return [
        taken.isTaken,
        { name: 'rate', limit: requests, window: seconds, remaining: taken.remaining, reset },
      ];
    }
  };

  const takeQuota = async (name: 'day' | 'month', limit: number, window: Span, counter: string) => {
    const { start, end } = window;
    const taken = await leases.take({ counter, limit, lease: leaseOf(limit, 100), expiresAt: end });
    const state: LimitState = {
      name,
      limit,
      window: Math.round((end.getTime() - start.getTime()) / second),
      remaining: taken.remaining,
      reset: Math.max(1, Math.ceil((end.getTime() - now().getTime()) / second)),
    };
    return [taken.isTaken, state] as const;
  };

  return {
    /**
     * Counts one request of a grant, or tells which limit is used up. The rate comes first: what it refuses costs
     * nothing of the quota. It counts every request, refused or not.
     */
    async admit(grant: string, { rate, quota }: Counted): Promise<Admission> {
      const limits: LimitState[] = [];
      const day = dayInChina(now().toISOString());
      const month = day.slice(0, 7);
      const quotas = [
        { name: 'day', limit: quota.perDay, span: daySpan(day), counter: `quota/${grant}/${day}` },
        { name: 'month', limit: quota.perMonth, span: monthSpan(month), counter: `quota/${grant}/${month}` },
      ] as const;
      const steps = [
        () => takeRate(grant, rate),
        ...quotas.map(
          ({ name, limit, span, counter }) =>
            () =>
              takeQuota(name, limit, span, counter),
        ),
      ];
      const refund = () => {
        for (const { counter, span } of quotas) leases.putBack({ counter, expiresAt: span.end });
        return limits.map((each) =>
          each.name === 'rate' ? each : { ...each, remaining: each.remaining + 1 },
        );
      };
      for (const step of steps) {
        const [isTaken, state] = await step();
        limits.push(state);
        if (!isTaken) return { usedUp: state, limits, refund };
      }
      return { limits, refund };
    },
    /** Gives back what this process holds of quotas and has not used. */
    close: () => leases.giveBack(),
  };
}

/** The first part of the rate's windows in which less than `requests` is counted, given the counts up to `part`. */
function freesAt(counts: readonly number[], part: number, requests: number): number {
  let sum = counts.reduce((total, count) => total + count, 0);
  for (const [index, count] of counts.entries()) {
    sum -= count;
    if (sum < requests) return part + index + 1;
  }
  return part + counts.length;
}

interface Span {
  readonly start: Date;
  readonly end: Date;
}

const startOfDay = (date: string): Date => new Date(`${date}T00:00:00+08:00`);
const daySpan = (date: string): Span => ({ start: startOfDay(date), end: new Date(endOfDayInChina(date)) });
function monthSpan(month: string): Span {
  const first = `${month}-01`;
  return { start: startOfDay(first), end: startOfDay(addMonths(first, 1)) };
}
