/** Packages as JSON, each made once for a catalogue: whoever pages through them, or asks again, needs no entry read anew. */
import type { Catalogue } from '../../service/catalogue/catalogue.ts';
import { packageOf, type Telling } from './package.ts';

/** That are kept, of all packages of one catalogue: ten thousand of them. */
const mostBytes = 64 * 1024 ** 2;

interface Kept {
  readonly texts: Map<string, Buffer>;
  bytes: number;
}

/** A catalogue never changes, and what was made for it goes with it. */
const keptOf = new WeakMap<Catalogue, Kept>();

/** In the order of `ids`, all of them of entries that are not withdrawn; made while they are read. */
export function* packageTexts(telling: Telling, ids: readonly string[]): Generator<Buffer, void, undefined> {
  const { catalogue, portalUrl } = telling;
  const kept = keptOf.get(catalogue) ?? { texts: new Map(), bytes: 0 };
  keptOf.set(catalogue, kept);
  for (const id of ids) {
    const address = `${portalUrl}/${id}`;
    const known = kept.texts.get(address);
    const entry = known === undefined ? catalogue.entry(id) : undefined;
    if (known !== undefined) yield known;
    else if (entry) {
      const text = Buffer.from(JSON.stringify(packageOf(entry, telling)));
      keep(kept, address, text);
      yield text;
    }
  }
}

/** What was made first goes first. */
function keep(kept: Kept, address: string, text: Buffer): void {
  kept.texts.set(address, text);
  kept.bytes += text.length;
  for (const [oldest, { length }] of kept.texts) {
    if (kept.bytes <= mostBytes) return;
    kept.texts.delete(oldest);
    kept.bytes -= length;
  }
}
