/** Packages as JSON, each made once for a catalogue: whoever pages through them, or asks again, needs no entry read anew. */
import type { Catalogue } from '../../service/catalogue/catalogue.ts';
import { packageOf, type Telling } from './package.ts';

/** Characters that are kept, of all packages of one catalogue. */
const mostCharacters = 48 * 1024 ** 2;

interface Kept {
  readonly texts: Map<string, string>;
  characters: number;
}

/** A catalogue never changes, and what was made for it goes with it. */
const keptOf = new WeakMap<Catalogue, Kept>();

/** In the order of `ids`, all of them of entries that are not withdrawn; made while they are read. */
export function* packageTexts(telling: Telling, ids: readonly string[]): Generator<string, void, undefined> {
  const { catalogue, portalUrl } = telling;
  const kept = keptOf.get(catalogue) ?? { texts: new Map(), characters: 0 };
  keptOf.set(catalogue, kept);
  for (const id of ids) {
    const address = `${portalUrl}/${id}`;
    const known = kept.texts.get(address);
    const entry = known === undefined ? catalogue.entry(id) : undefined;
    if (known !== undefined) yield known;
    else if (entry) {
      const text = JSON.stringify(packageOf(entry, telling));
      keep(kept, address, text);
      yield text;
    }
  }
}

/** What was made first goes first. */
function keep(kept: Kept, address: string, text: string): void {
  kept.texts.set(address, text);
  kept.characters += text.length;
  for (const [oldest, { length }] of kept.texts) {
    if (kept.characters <= mostCharacters) return;
    kept.texts.delete(oldest);
    kept.characters -= length;
  }
}
