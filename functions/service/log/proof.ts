/** What shows, without asking us again, that a version and its catalogue entry are in the log. */
import { entryDocument, entryLeaf, leafText, leavesOfVersion } from '../../domain/catalogue-log.ts';
import { inclusionPath } from '../../domain/merkle.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Blobs, Records } from '../ports.ts';
import { shownLog } from './contract.ts';
import { loggedEntry } from './entries.ts';
import { leafAt, subtreesOf } from './tiles.ts';

interface ProvenLeaf {
  readonly index: number;
  /** JSON, to be hashed as it stands. */
  readonly leaf: string;
  /** The hashes beside the way to the root, from the leaf upwards, in base64. */
  readonly path: readonly string[];
}

/** One file beside what was downloaded; with the public key of the log it is all that a verifier needs. */
export interface LogProof {
  readonly checkpoint: string;
  /** The version; several leaves where it has very many files. */
  readonly version: readonly ProvenLeaf[];
  /** The entry, with the text that its leaf has the hash of. */
  readonly entry: ProvenLeaf & { readonly document: string };
}

export interface ProofDeps {
  readonly records: Pick<Records, 'query'>;
  readonly blobs: Pick<Blobs, 'get'>;
}

/** The proof of a version of a public entry; undefined while the log does not tell of it, or of the entry as it stands. */
export async function proofOf(
  { records, blobs }: ProofDeps,
  entry: CatalogueEntry,
  version: number,
): Promise<LogProof | undefined> {
  const [shown, logged] = await Promise.all([shownLog(records), loggedEntry(records, entry.dataset.id)]);
  if (!shown || !logged?.entry) return undefined;
  const { size, checkpoint } = shown;
  const places = leavesOfVersion(logged, version);
  if (places.length === 0 || [...places, logged.entry[1]].some((index) => index >= size)) return undefined;
  const read = subtreesOf(blobs, size);
  const proven = async (index: number): Promise<ProvenLeaf> => {
    const path = await inclusionPath(read, index, size);
    return {
      index,
      leaf: await leafAt(blobs, index, size),
      path: path.map((hash) => Buffer.from(hash).toString('base64')),
    };
  };
  const document = entryDocument(entry);
  const told = { ...(await proven(logged.entry[1])), document };
  if (told.leaf !== leafText(entryLeaf(entry))) return undefined;
  return { checkpoint, version: await Promise.all(places.map(proven)), entry: told };
}
