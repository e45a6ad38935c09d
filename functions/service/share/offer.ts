/** What the catalogue has to share. */
import { accessKinds } from '../../domain/application-form.ts';
import { type GuideField, guideField } from '../../domain/guide.ts';
import type { Offer } from '../../domain/share.ts';
import { latestOf } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/**
 * Undefined for what is not published. Data that the platform does not hold is handed over by its provider: there all
 * declared columns can be asked for, while keys never open a column with personal data (Art. 45).
 */
export function offerOf(catalogue: Catalogue, dataset: string): Offer | undefined {
  const entry = catalogue.entry(dataset);
  if (entry?.status !== 'published') return undefined;
  const delivery = entry.dataset.openness.class === 'withheld' ? 'provider' : 'keys';
  const declared = latestOf(entry)?.fields ?? entry.dataset.fields ?? [];
  const fields = declared.map(guideField).map((field): GuideField => {
    return delivery === 'provider' ? { ...field, available: true } : field;
  });
  const { responsibleDepartment: department } = entry.dataset;
  const isBureaus = catalogue.agency(department)?.kind === 'bureau';
  return {
    dataset: entry.dataset,
    delivery,
    fields,
    access: fields.length > 0 ? accessKinds : ['export'],
    ...(!isBureaus && { department }),
  };
}
