/**
 * What the public log says: one leaf for each state of a version and of an entry that the public could see, for each key
 * of the log, and one a day for all records. Leaves are for ever, so they hold hashes and numbers and no word that anybody
 * wrote: what is withdrawn must be able to go (Art. 37).
 */
import { createHash } from 'node:crypto';
import { canonicalText } from './hash-chain.ts';
import type { CatalogueEntry, Version } from './version.ts';

export type LogLeaf =
  | {
      readonly type: 'version';
      readonly dataset: string;
      readonly version: number;
      readonly issued: string;
      /** From 2: of a version with so many files that one leaf cannot name them. */
      readonly part?: number;
      /** Empty for what is not open to everybody. */
      readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
    }
  | {
      readonly type: 'version-withdrawn';
      readonly dataset: string;
      readonly version: number;
      readonly at: string;
    }
  /** `sha256` over the entry as `entryDocument` writes it. */
  | { readonly type: 'entry'; readonly dataset: string; readonly sha256: string }
  | { readonly type: 'dataset-withdrawn'; readonly dataset: string; readonly at: string }
  /** From here on the log is, or is no longer, signed with this key, in the form of signed notes. */
  | { readonly type: 'key' | 'key-retired'; readonly key: string; readonly at: string }
  /**
   * All event streams at a moment: `root` is the Merkle root over a line for each, in the order of their names, as
   * `npm run audit:verify -- --heads` prints it.
   */
  | {
      readonly type: 'audit';
      /** Of China. */
      readonly day: string;
      readonly at: string;
      readonly streams: number;
      readonly events: number;
      readonly root: string;
    };

/** The text of a leaf: JSON in one spelling (RFC 8785). */
export const leafText = (leaf: LogLeaf): string => canonicalText(leaf);

/** What anybody may know of the dataset, as the log vouches for it. `entry` is the public one. */
export const entryDocument = ({ dataset }: CatalogueEntry): string => canonicalText(dataset);

/** What the log says of one dataset by now, each with the number of the leaf that says so. */
export interface LoggedEntry {
  /** A mark of what was said last, and the leaf. */
  readonly entry?: readonly [mark: string, leaf: number];
  readonly versions: Readonly<Record<string, readonly [mark: string, leaf: number]>>;
}

export const nothingLogged: LoggedEntry = { versions: {} };

/** Tells statements about one thing apart; nobody gains by making two of them alike. */
const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What the log has to say of the public entry, in the order in which it is to be said. */
function statementsOf(entry: CatalogueEntry): readonly LogLeaf[] {
  const { id } = entry.dataset;
  const versions = entry.versions.toReversed().flatMap((version) => versionLeaves(id, version));
  if (entry.withdrawn)
    return [...versions, { type: 'dataset-withdrawn', dataset: id, at: entry.withdrawn.at }];
  return [...versions, entryLeaf(entry)];
}

/** What the log says of the public entry as it stands. */
export const entryLeaf = (entry: CatalogueEntry): LogLeaf => {
  const sha256 = createHash('sha256').update(entryDocument(entry)).digest('hex');
  return { type: 'entry', dataset: entry.dataset.id, sha256 };
};

/** A leaf has at most 65,535 bytes, and the name of a file some hundred. */
const filesALeaf = 100;

function versionLeaves(dataset: string, version: Version): LogLeaf[] {
  const { number, issued, distributions, withdrawn } = version;
  const of = { dataset, version: number };
  if (withdrawn) return [{ type: 'version-withdrawn', ...of, at: withdrawn.at }];
  const files = distributions.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }));
  return Array.from({ length: Math.max(1, Math.ceil(files.length / filesALeaf)) }, (_, place): LogLeaf => {
    const some = files.slice(place * filesALeaf, (place + 1) * filesALeaf);
    return { type: 'version', ...of, issued, ...(place > 0 && { part: place + 1 }), files: some };
  });
}

/** Under which name a statement about a version is remembered: `3`, and `3/2` for its second part. */
const statementName = (leaf: Extract<LogLeaf, { version: number }>): string =>
  'part' in leaf && leaf.part !== undefined ? `${leaf.version}/${leaf.part}` : String(leaf.version);

/** The leaves that speak of a version, its first part first; empty where none does. */
export function leavesOfVersion({ versions }: LoggedEntry, number: number): number[] {
  const leaves: number[] = [];
  for (let place = versions[number]; place; place = versions[`${number}/${leaves.length + 1}`])
    leaves.push(place[1]);
  return leaves;
}

export interface Said {
  readonly leaves: readonly string[];
  readonly logged: LoggedEntry;
  /** Whether there was room for all. */
  readonly isWhole: boolean;
}

/** The leaves that are missing of a public entry, numbered from `next`, at most `room` bytes of them as JSON strings. */
export function sayOf(entry: CatalogueEntry, logged: LoggedEntry, next: number, room: number): Said {
  const leaves: string[] = [];
  let said = logged;
  let left = room;
  for (const leaf of statementsOf(entry)) {
    const text = leafText(leaf);
    const mark = markOf(text);
    const name = 'version' in leaf ? statementName(leaf) : undefined;
    const before = name === undefined ? said.entry : said.versions[name];
    if (before?.[0] === mark) continue;
    const bytes = Buffer.byteLength(JSON.stringify(text));
    if (bytes > left) return { leaves, logged: said, isWhole: false };
    const place = [mark, next + leaves.length] as const;
    said =
      name === undefined
        ? { ...said, entry: place }
        : { ...said, versions: { ...said.versions, [name]: place } };
    leaves.push(text);
    left -= bytes;
  }
  return { leaves, logged: said, isWhole: true };
}

/** A key of the log, in the form of signed notes, with the times between which it signs. */
export interface LogKey {
  readonly key: string;
  readonly from: string;
  readonly until?: string;
}

/** The keys after `current` have become those that sign, and what the log says of that. */
export function changeKeys(keys: readonly LogKey[], current: readonly string[], at: string) {
  const isLive = ({ until }: LogKey) => until === undefined;
  const added = current.filter((key) => !keys.some((each) => each.key === key && isLive(each)));
  const retired = keys.filter((each) => isLive(each) && !current.includes(each.key)).map(({ key }) => key);
  const leaves: readonly LogLeaf[] = [
    ...added.map((key) => ({ type: 'key', key, at }) as const),
    ...retired.map((key) => ({ type: 'key-retired', key, at }) as const),
  ];
  const next = keys.map((each) =>
    retired.includes(each.key) && isLive(each) ? { ...each, until: at } : each,
  );
  return { leaves, keys: [...next, ...added.map((key): LogKey => ({ key, from: at }))] };
}
