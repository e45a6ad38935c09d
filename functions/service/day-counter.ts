/** What is counted for a day of China, and forgotten after it. */
import { chinaDay, type Now } from './clock.ts';
import type { Records } from './ports.ts';

interface DayCounterDeps {
  readonly records: Pick<Records, 'add'>;
  readonly now: Now;
}

/** Adds to what `counter` has had today, one where it is not told, and answers the sum. */
export function addToday({ records, now }: DayCounterDeps, counter: string, by = 1): Promise<number> {
  const at = now();
  const expiresAt = new Date(at.getTime() + 2 * 86_400_000);
  return records.add(`${counter}/${chinaDay(at)}`, by, { expiresAt });
}
