import { createHash } from 'node:crypto';
import type { Field } from '../../domain/dataset.ts';
import type { PrivacyFinding } from '../../domain/defect.ts';

export interface Content {
  /** Empty for content without a table. */
  readonly fields: readonly Field[];
  /** sha256 of the canonical CSV. */
  readonly csv?: string;
  /** Files published as they are, the original among them, if it is. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** What the gate found in the descriptor: an approval holds for these words only. */
  readonly descriptor: readonly PrivacyFinding[];
}

/** sha256 over names, types and values of the table and the opaque files: the same content has the same hash. */
export function contentHash(content: Content): string {
  const files = content.files.map(({ name, sha256 }) => [name, sha256]).sort();
  const fields = content.fields.map(({ name, type }) => [name, type]);
  return createHash('sha256')
    .update(JSON.stringify([fields, content.csv ?? null, files, ...content.descriptor]))
    .digest('hex');
}
