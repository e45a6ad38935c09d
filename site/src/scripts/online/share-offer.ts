/** A dataset as another agency may ask for it: its columns, its share class, who provides it. */
import type { Dataset } from '../../../../functions/domain/dataset.ts';
import { type Answer, get } from './api.ts';
import type { Guide } from './types.ts';
import { nameOf } from './words.ts';

type GuideField = Guide['fields'][number];
type Field = Omit<GuideField, 'available' | 'needsReason'>;

/** What is read of the answer. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly publisher: { readonly id: string; readonly name: string; readonly nameEn?: string };
  readonly sharing: Dataset['sharing'];
  readonly openness: { readonly class: 'unconditional' | 'conditional' | 'withheld' };
  readonly fields?: readonly Field[];
  readonly versions: readonly { readonly fields: readonly Field[]; readonly withdrawn?: object }[];
}

export interface Offered extends Pick<Entry, 'id' | 'publisher' | 'sharing'> {
  readonly name: string;
  readonly openness: Entry['openness']['class'];
  readonly fields: Guide['fields'];
  readonly access: Guide['access'];
}

/** As the interface decides it: what the platform does not hold is handed over whole; a key opens nothing personal. */
export async function offerOf(id: string): Promise<Answer<Offered>> {
  const answer = await get<Entry>(`/api/v1/datasets/${encodeURIComponent(id)}`);
  if (!answer.ok) return answer;
  const { publisher, sharing, openness, versions, ...entry } = answer.data;
  const declared = versions.find(({ withdrawn }) => !withdrawn)?.fields ?? entry.fields ?? [];
  const isHandedOver = openness.class === 'withheld';
  const fields = declared.map((field) => ({
    ...field,
    available: isHandedOver || field.sensitivity !== 'personal',
    needsReason: false,
  }));
  const access = fields.length > 0 ? (['records', 'export'] as const) : (['export'] as const);
  const name = nameOf(entry);
  return {
    ok: true,
    data: { id: entry.id, name, publisher, sharing, openness: openness.class, fields, access },
  };
}
