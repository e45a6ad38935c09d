/** Counts for one page of what is found are those for the next; a snapshot never changes. */
const countsKept = 50;

/** Remembers what was answered last. What is asked must be all of it in its JSON. */
export function keptAnswers<A extends readonly unknown[], T>(ask: (...asked: A) => T): (...asked: A) => T {
  const known = new Map<string, T>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = ask(...asked);
    known.set(key, answer);
    for (const oldest of known.keys()) if (known.size > countsKept) known.delete(oldest);
    return answer;
  };
}
