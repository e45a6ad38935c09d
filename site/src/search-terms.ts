/**
 * Chinese for an index that knows words only. Every run of Han characters becomes its overlapping pairs, each
 * written as one made-up word (水质监测 → 水质 质监 监测 测), so that any two or more characters are found wherever
 * they stand, and nothing is found that does not hold them. The pairs are spelt in consonants, all of one length:
 * indexers split Han words and fall back to shorter ones, which would match nearly everything.
 */
const run = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N}])+)/gu;
const letters = 'bcfghjkmpqrtvwxz';
/** Begins a pair: no word of any text does. */
const sign = 'ψ';
/** Stands for the end of a run: no character is spelt so. */
const end = 'zzzzz';

const spell = (character: string): string =>
  (character.codePointAt(0) ?? 0)
    .toString(16)
    .padStart(5, '0')
    .replace(/./g, (digit) => letters.charAt(Number.parseInt(digit, 16)));

const parts = (text: string) => text.normalize('NFKC').toLowerCase().matchAll(run);

/** The words of `text` as they are indexed, each once. */
export function indexWords(text: string): string[] {
  const words = new Set<string>();
  for (const [, han, word] of parts(text)) {
    const spelt = [...(han ?? '')].map(spell);
    for (const [index, first] of spelt.entries()) words.add(sign + first + (spelt[index + 1] ?? end));
    if (word) words.add(word);
  }
  return [...words];
}

/** The query that finds every text with all parts of `q`: pairs whole, single characters and words from their start. */
export function queryWords(q: string): string {
  const words: string[] = [];
  for (const [, han, word] of parts(q)) {
    const spelt = [...(han ?? '')].map(spell);
    if (spelt.length === 1) words.push(sign + spelt[0]);
    for (const [index, first] of spelt.slice(0, -1).entries()) words.push(sign + first + spelt[index + 1]);
    if (word) words.push(word);
  }
  return words.join(' ');
}
