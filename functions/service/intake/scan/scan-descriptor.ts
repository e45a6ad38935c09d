/** Personal data in the descriptor: it is published with the data, and without it (Art. 28, 45). */
import type { Dataset, Field } from '../../../domain/dataset.ts';
import type { PrivacyFinding } from '../../../domain/defect.ts';
import type { PrivacyContext } from '../../../domain/privacy.ts';
import { textScan } from './text-scan.ts';

/** What the findings' columns begin with. */
export const DESCRIPTOR = 'descriptor: ';
/** Codes and addresses that the schema bounds, and the contact, which is an office's. */
const unread = new Set(['contact', 'code', 'id', 'seed', 'rows', 'issued', 'modified', 'related']);

/**
 * Findings by path: `descriptor: fields[2].title`. Phones and addresses of offices pass.
 * @param fields of the table: as declared, or named after the header.
 */
export function scanDescriptor(
  dataset: Dataset,
  fields: readonly Field[],
  privacy: PrivacyContext,
): PrivacyFinding[] {
  const texts = textsOf({ ...dataset, fields }, '');
  return texts.flatMap(({ path, text }) => {
    const column = `${DESCRIPTOR}${path}`;
    const field = { name: path, title: path, contains: 'agency-contact' } as const;
    const scan = textScan(column, privacy, field);
    scan.look(1, text);
    return scan.findings();
  });
}

interface Text {
  readonly path: string;
  readonly text: string;
}

/** Every text and number with its path. */
function textsOf(value: unknown, path: string): Text[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, text: String(value) }];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsOf(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    path === '' && unread.has(key) ? [] : textsOf(item, path === '' ? key : `${path}.${key}`),
  );
}
