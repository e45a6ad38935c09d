/**
 * Numbers that look random and are the same for the same seed on every machine: a counter stepped by the
 * golden ratio of 2^32 and mixed by the finalizer of MurmurHash3. 32 bits of state are enough for sample
 * data and for nothing else.
 */
export type Random = () => number;

/** A source of numbers in [0, 1), determined by `seed`. */
export function randomFrom(seed: number): Random {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** Draws from `[value, weight]` pairs in proportion to their weights. */
export function weighted<T>(pairs: readonly (readonly [T, number])[]): (random: Random) => T {
  const first = pairs[0];
  if (!first) throw new RangeError('weighted needs at least one pair');
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let left = random() * total;
    for (const [value, weight] of pairs) {
      left -= weight;
      if (left < 0) return value;
    }
    return first[0];
  };
}

/** One of `values`, each as likely as any other; `values` must not be empty. */
export function pick<T>(random: Random, values: readonly T[]): T {
  return at(values, Math.floor(random() * values.length));
}

/** The value at `index`, which must exist. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}
