/** 一数一源 (Art. 16): one source per data item. What may be a duplicate is flagged, not refused: a person decides. */
import { createHash } from 'node:crypto';
import type { Flags } from './publication-event.ts';

export interface SourceFacts {
  readonly publisher: string;
  /** Names of the fields, in any order; none for opaque content. */
  readonly fieldNames: readonly string[];
  /** Of the latest version; absent when there is none. */
  readonly contentHash?: string;
}

/** What two datasets have in common, the graver first. */
const suspicions = {
  'same-content': 'holds the very same content',
  'same-fields': 'holds the same fields from the same publisher',
} as const;
export type Suspicion = keyof typeof suspicions;

/** Datasets with the same key may be duplicates. Short and URL-safe, for an index: no comparison with the whole catalogue. */
export interface SourceKey {
  readonly key: string;
  readonly code: Suspicion;
}

export function sourceKeys({ publisher, fieldNames, contentHash }: SourceFacts): readonly SourceKey[] {
  const names = fieldNames.map((name) => name.normalize('NFKC').toLowerCase()).sort();
  const digest = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  return [
    ...(contentHash === undefined ? [] : [{ key: `content/${contentHash}`, code: 'same-content' as const }]),
    ...(names.length === 0 ? [] : [{ key: `fields/${publisher}/${digest}`, code: 'same-fields' as const }]),
  ];
}

/** One flag for each other dataset that was `found` under a key of the dataset `id`; the graver reason, the graver first. */
export function oneSourceFlags(
  id: string,
  found: Iterable<{ readonly id: string; readonly code: Suspicion }>,
): Flags {
  const matches = [...found].filter((match) => match.id !== id);
  const flags = new Map<string, Flags[number]>();
  for (const code of Object.keys(suspicions) as Suspicion[])
    for (const related of matches.filter((match) => match.code === code).map((match) => match.id))
      if (!flags.has(related))
        flags.set(related, { code, message: `${related} ${suspicions[code]} (Art. 16)`, related });
  return [...flags.values()];
}
