/** Does `work` for each, also where one fails: what was wrong is thrown together, when the others are done. */
export async function forEach<Each>(
  all: Iterable<Each> | AsyncIterable<Each>,
  work: (each: Each) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = [];
  for await (const each of all) {
    try {
      await work(each);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} failed: ${faults[0]}`);
}

/** Does all of it, one after the other, also where one fails. */
export const inTurn = (...all: readonly (() => Promise<unknown>)[]): Promise<void> =>
  forEach(all, (work) => work());
