/**
 * Terms for full-text search in Chinese, which has no spaces: every run of Han characters becomes its
 * bigrams (水质监测 → 水质 质监 监测) and its last character, so that any substring of two characters is found.
 */
const run = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N}])+)/gu;

function bigrams(han: string): string[] {
  const characters = [...han];
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/** The text as it is indexed: bigrams and lower-cased words, separated by spaces. */
export function indexTerms(text: string): string {
  const terms: string[] = [];
  for (const [, han, word] of text.normalize('NFKC').toLowerCase().matchAll(run)) {
    if (han) terms.push(...bigrams(han));
    else if (word) terms.push(word);
  }
  return terms.join(' ');
}

/**
 * An FTS5 query in which every part of `q` must occur: Han runs as phrases of bigrams, words as prefixes.
 * Undefined when `q` holds nothing that can be searched. Only letters and digits reach the query, quoted.
 */
export function matchExpression(q: string): string | undefined {
  const parts: string[] = [];
  for (const [, han, word] of q.normalize('NFKC').toLowerCase().matchAll(run)) {
    if (han) {
      const characters = [...han];
      const phrase = characters.length === 1 ? characters : bigrams(han).slice(0, -1);
      parts.push(characters.length === 1 ? `"${phrase[0]}"*` : `"${phrase.join(' ')}"`);
    } else if (word) parts.push(`"${word}"*`);
  }
  return parts.length > 0 ? parts.slice(0, 16).join(' ') : undefined;
}
