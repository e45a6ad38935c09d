/** Answers that may be a little old: the one place that decides how old. */
import type { Now } from '../clock.ts';

/**
 * Milliseconds for which a reading of a key or of a grant is trusted. The platform promises that a revocation takes
 * effect within one second; this is what the promise rests on: a reading is dated by the moment before it began.
 */
export const freshFor = 250;

const mostKept = 10_000;

/** `read`, asked at most once in `freshFor` milliseconds for the same key, by however many at once. */
export function recently<T>(now: Now, read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (key) => {
    const at = now().getTime();
    const known = kept.get(key);
    // A clock that was set back makes every reading old.
    if (known && at >= known.at && at - known.at < freshFor) return known.answer;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    const answer = read(key);
    // To the end, so that the first is the oldest.
    kept.delete(key);
    kept.set(key, { at, answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
