/** The sections that a dataset's page has, in their order: only those with something to say. */
import { use } from '../i18n/index.ts';
import type { DatasetPage } from './page-data.ts';

export type SectionId =
  | 'preview'
  | 'fields'
  | 'guide'
  | 'openings'
  | 'versions'
  | 'quality'
  | 'use'
  | 'files'
  | 'voices'
  | 'cite'
  | 'record'
  | 'sources';

export function sectionsOf(page: DatasetPage): readonly { readonly id: SectionId; readonly title: string }[] {
  const { dataset: words, serviceGuide } = use(page.locale);
  const { latest, entry, fields, files, kind, dataset, guide } = page;
  const titles = { ...words, guide: serviceGuide };
  const shown: Record<SectionId, boolean> = {
    preview: (latest?.sample.length ?? 0) > 0 && fields.length > 0,
    fields: fields.length > 0,
    guide: guide !== undefined,
    openings: kind === 'conditional',
    versions: entry.versions.length > 0,
    quality: true,
    use: kind === 'conditional' || files.length > 0,
    files: files.length > 0,
    voices: true,
    cite: kind !== 'withheld',
    record: true,
    sources: (dataset.sources?.length ?? 0) > 0,
  };
  return (Object.keys(shown) as SectionId[])
    .filter((id) => shown[id])
    .map((id) => ({ id, title: titles[id].title }));
}
