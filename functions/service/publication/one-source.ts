/** 一数一源 (Art. 16): finds other entries with the same content, or with the same fields of the same publisher. */
import { createHash } from 'node:crypto';
import type { Dataset, Field } from '../../domain/dataset.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { IndexRow, Records } from '../ports.ts';

const index = 'one-source';

interface Content {
  readonly dataset: Dataset;
  readonly fields: readonly Field[];
  readonly contentHash: string;
}

/** Index rows by which later publications find this one. */
export function oneSourceRows(content: Content): IndexRow[] {
  return keysOf(content).map(({ key }) => ({ index, key, sort: content.dataset.id, value: {} }));
}

/** A flag for each other entry that looks like a duplicate; a person decides what it means. */
export async function oneSourceFlags(records: Records, content: Content): Promise<CatalogueEntry['flags']> {
  const flags = new Map<string, CatalogueEntry['flags'][number]>();
  for (const { key, code, message } of keysOf(content)) {
    const { rows } = await records.query(index, key, { limit: 10 });
    for (const { sort: related } of rows)
      if (related !== content.dataset.id && !flags.has(related))
        flags.set(related, { code, message: `${message} ${related} (Art. 16)`, related });
  }
  return [...flags.values()];
}

function keysOf({ dataset, fields, contentHash }: Content) {
  const names = fields.map(({ name, type }) => `${name}:${type}`).sort();
  const fieldsHash = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  return [
    { key: `content/${contentHash}`, code: 'same-content', message: 'the content is the same as that of' },
    ...(fields.length > 0
      ? [
          {
            key: `fields/${dataset.publisher}/${fieldsHash}`,
            code: 'same-fields',
            message: 'the same publisher has the same fields in',
          },
        ]
      : []),
  ];
}
