/** 一数一源 (Art. 16): one source per data item. What may be a duplicate is flagged, not refused. */
import type { Flags } from './publication-event.ts';

export interface SourceFacts {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Names of the fields, in any order; none for opaque content. */
  readonly fieldNames: readonly string[];
  /** Of the latest version; absent when there is none. */
  readonly contentHash?: string;
}

/**
 * The keys under which a source is found: datasets that share one may be duplicates of each other. For a map
 * or an index, so that a publication does not compare itself with the whole catalogue.
 */
export function sourceKeys({ publisher, fieldNames, contentHash }: SourceFacts): readonly string[] {
  const names = fieldNames.map((name) => name.normalize('NFKC').toLowerCase()).sort();
  return [
    ...(contentHash === undefined ? [] : [`content:${contentHash}`]),
    ...(names.length === 0 ? [] : [`fields:${publisher}:${JSON.stringify(names)}`]),
  ];
}

/** One flag for each of `others` with the same content, or with the same publisher and fields; the content comes first. */
export function oneSourceFlags(candidate: SourceFacts, others: Iterable<SourceFacts>): Flags {
  const keys = new Set(sourceKeys(candidate));
  const flags: Flags[number][] = [];
  for (const other of others) {
    if (other.id === candidate.id) continue;
    const shared = sourceKeys(other).find((key) => keys.has(key));
    if (shared === undefined) continue;
    const [code, what] = shared.startsWith('content:')
      ? ['same-content', 'the very same content']
      : ['same-fields', 'the same fields from the same publisher'];
    const message = `"${other.title}" holds ${what}; one source per data item (Art. 16)`;
    flags.push({ code, message, related: other.id });
  }
  return flags.toSorted(
    (a, b) => a.code.localeCompare(b.code) || (a.related ?? '').localeCompare(b.related ?? ''),
  );
}
