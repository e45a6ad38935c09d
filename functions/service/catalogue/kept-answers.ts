/** Counts for one page of what is found are those for the next; a snapshot never changes. */
const countsKept = 50;

/** Of one question; nobody who pages asks longer ones, and what is asked stays in memory as well. */
const mostCharacters = 2_000;

/** Of all answers together; a list has as many as it has items. */
const mostItems = 100_000;

const itemsOf = (answer: unknown): number => (Array.isArray(answer) ? answer.length : 1);

/** Remembers what was answered last, within bounds. What is asked must be all of it in its JSON. */
export function keptAnswers<A extends readonly unknown[], T>(ask: (...asked: A) => T): (...asked: A) => T {
  const known = new Map<string, T>();
  let items = 0;
  return (...asked) => {
    const key = JSON.stringify(asked);
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = ask(...asked);
    if (key.length > mostCharacters) return answer;
    known.set(key, answer);
    items += itemsOf(answer);
    for (const [oldest, of] of known) {
      if (known.size <= countsKept && items <= mostItems) break;
      known.delete(oldest);
      items -= itemsOf(of);
    }
    return answer;
  };
}
