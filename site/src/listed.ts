/** What lists show of one entry. */
import type { OpennessClass } from '../../functions/domain/dataset.ts';
import { type CatalogueEntry, latestOf } from '../../functions/domain/version.ts';
import { contentFiles } from '../../functions/service/metadata/common.ts';
import { type UpdateState, updateStateOf } from './update-state.ts';

export interface Listed {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly publisher: string;
  readonly theme: string;
  readonly keywords: readonly string[];
  readonly openness: OpennessClass;
  /** Grounds of Art. 29; empty for other data. */
  readonly priority: readonly string[];
  readonly status: CatalogueEntry['status'];
  /** ISO 8601 UTC; never changes. */
  readonly firstPublished: string;
  readonly update: UpdateState;
  readonly rows: number | null;
  readonly bytes: number;
  /** Upper-case, as offered for download. */
  readonly formats: readonly string[];
}

/** The entry as a row of a list, its update state on `today` (CCYY-MM-DD in China). */
export function listedOf(entry: CatalogueEntry, today: string): Listed {
  const { dataset } = entry;
  const latest = latestOf(entry);
  const files = latest ? contentFiles(latest) : [];
  return {
    id: dataset.id,
    code: dataset.code,
    title: dataset.title,
    titleEn: dataset.titleEn,
    publisher: dataset.publisher,
    theme: dataset.theme,
    keywords: dataset.keywords,
    openness: dataset.openness.class,
    priority: dataset.priority?.grounds ?? [],
    status: entry.status,
    firstPublished: entry.firstPublished,
    update: updateStateOf(entry, today),
    rows: latest?.rows ?? null,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    formats: [...new Set(files.map(({ format }) => format))],
  };
}
