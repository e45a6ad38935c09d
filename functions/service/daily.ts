/** What is due once a day, wherever it is done: by one of several processes, or by a function. */
import { chinaDay, type Now } from './clock.ts';
import type { Records } from './ports.ts';

export interface DailyWork {
  readonly records: Records;
  readonly now: Now;
  readonly name: string;
  /** What is done twice, or by two processes, must come to the same. */
  readonly run: () => Promise<unknown>;
}

/**
 * Does the work of this day of China unless it is done already, by whichever process; `again` does it in any case.
 * Answers whether it did. A day that passed while nothing ran is not made up for: the work speaks of the present.
 */
export async function onceADay(
  { records, now, name, run }: DailyWork,
  { again = false }: { readonly again?: boolean } = {},
): Promise<boolean> {
  const key = `daily/${name}`;
  const day = chinaDay(now());
  if (!again && (await records.get(key))?.day === day) return false;
  await run();
  await records.put(key, { day });
  return true;
}
