/** What the fields must satisfy together: names, key, and what an open field may not hold (Art. 28, 45). */
import type { Field } from './dataset.ts';
import { reservedFieldNames } from './dataset-codes.ts';
import { type Complaint, clip, complainIf, type Rule, type SoundDataset } from './rule.ts';

/** Whether a field's cells may never be shown to the public. */
export function isSensitive({ sensitivity }: Pick<Field, 'sensitivity'>): boolean {
  return sensitivity === 'sensitive' || sensitivity === 'personal';
}

function checkNames({ fields }: SoundDataset): Complaint[] {
  const first = new Map<string, number>();
  return (fields ?? []).flatMap((field, index) => {
    if (field?.name === undefined) return [];
    const folded = field.name.normalize('NFKC').toLowerCase();
    const earlier = first.get(folded);
    if (earlier === undefined) first.set(folded, index);
    const message = `"${field.name}" names fields[${earlier}] already (upper and lower case are the same)`;
    return complainIf(earlier !== undefined, `fields[${index}].name`, message);
  });
}

function checkReserved({ fields }: SoundDataset): Complaint[] {
  const reserved: ReadonlySet<string> = new Set(reservedFieldNames);
  return (fields ?? []).flatMap((field, index) =>
    complainIf(
      field?.name !== undefined && reserved.has(field.name.toLowerCase()),
      `fields[${index}].name`,
      `"${field?.name}" is a name of the query engine; choose another one`,
    ),
  );
}

function checkKey({ fields, primaryKey }: SoundDataset): Complaint[] {
  const names = (fields ?? []).map((field) => field?.name);
  const isKnown = fields !== undefined && !names.includes(undefined);
  return (primaryKey ?? []).flatMap((key, index, keys) => {
    if (key === undefined) return [];
    const path = `primaryKey[${index}]`;
    if (keys.indexOf(key) < index) return [{ path, message: `"${clip(key)}" is given twice` }];
    if (fields === undefined) return [{ path, message: 'declare the fields that the key names' }];
    return complainIf(
      isKnown && !names.includes(key),
      path,
      `no field is named "${clip(key)}"`,
      names.join(', '),
    );
  });
}

function checkSensitivity({ fields, openness }: SoundDataset): Complaint[] {
  if (openness?.class !== 'unconditional') return [];
  return (fields ?? []).flatMap((field, index) =>
    complainIf(
      field?.sensitivity !== undefined && isSensitive({ sensitivity: field.sensitivity }),
      `fields[${index}].sensitivity`,
      `a ${field?.sensitivity} field is never open unconditionally: leave the column out, or choose another class`,
      'public, internal',
    ),
  );
}

export const fieldRules: readonly Rule[] = [
  { code: 'field-repeated', check: checkNames },
  { code: 'field-reserved', check: checkReserved },
  { code: 'primary-key', check: checkKey },
  { code: 'field-not-open', law: 'Art. 28, 45', check: checkSensitivity },
];
