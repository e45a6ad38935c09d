/** What is the same of every occurrence of a problem (RFC 9457, 3.1). */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What whoever receives it should do. */
  readonly advice: string;
}

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The problems of refusals: each has its status, and the two halves of its words, apart by a semicolon, are title and advice. */
export function problemsOf<Code extends string>(
  statuses: Readonly<Record<Code, number>>,
  words: Readonly<Record<Code, string>>,
): Readonly<Record<Code, ProblemKind>> {
  const codes = Object.keys(statuses) as Code[];
  const kinds = codes.map((code) => {
    const [title = '', ...advice] = words[code].split('; ');
    const kind = {
      status: statuses[code],
      title: sentence(title),
      advice: `${sentence(advice.join('; '))}.`,
    };
    return [code, kind] as const;
  });
  return Object.fromEntries(kinds) as Record<Code, ProblemKind>;
}
