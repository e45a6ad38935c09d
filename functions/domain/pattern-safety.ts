/**
 * Patterns of a table schema. The platform runs them in RE2, which takes linear time; but the schema is
 * published and others run it in engines that backtrack, so what grows without limit there is refused here.
 */

const longest = 200;
const mostRepetitions = 1000; // RE2's own limit

/** What is wrong with a pattern, or undefined. Allowed is what RE2 and JavaScript both understand. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > longest) return `is longer than ${longest} characters`;
  const bare = withoutLiterals(pattern);
  if (/\\[1-9]|\\k</.test(bare)) return 'refers back to a group; repeat the expression instead';
  if (/\(\?<?[=!]/.test(bare)) return 'looks ahead or behind, which is not supported';
  if (/\(\?[<P]/.test(bare)) return 'names a group; use (?:…)';
  if (!compiles(pattern)) return 'is not a regular expression';
  const counts = [...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap((match) => [match[1], match[2]]);
  if (counts.some((count) => Number(count ?? 0) > mostRepetitions))
    return `repeats more than ${mostRepetitions} times`;
  return hasNestedRepetition(bare) ? 'repeats a repetition, e.g. (a+)+, which can take for ever' : undefined;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false; // a SyntaxError is the expected answer here
  }
}

/** The pattern with every class as `[]` and every escaped character as `\x`, except references and lengths. */
function withoutLiterals(pattern: string): string {
  return pattern.replace(/\\([1-9]|k<)|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, (token, reference?: string) =>
    reference ? token : token.startsWith('[') ? '[]' : '\\x',
  );
}

/** Whether a group that repeats without limit holds something that does so too. */
function hasNestedRepetition(bare: string): boolean {
  const holdsRepetition = [false];
  const isUnlimited = (index: number): boolean => /^(?:[*+]|\{\d+,\})/.test(bare.slice(index));
  for (let index = 0; index < bare.length; index += 1) {
    if (bare[index] === '(') holdsRepetition.push(false);
    else if (bare[index] === ')') {
      const inner = holdsRepetition.pop() ?? false;
      if (inner && isUnlimited(index + 1)) return true;
      if (inner) holdsRepetition[holdsRepetition.length - 1] = true;
    } else if (isUnlimited(index)) holdsRepetition[holdsRepetition.length - 1] = true;
  }
  return false;
}
