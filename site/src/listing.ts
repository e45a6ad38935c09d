/** What lists show of every entry: read once, small enough to stand in memory for 100,000 entries. */
import type { OpennessClass } from '../../functions/domain/dataset.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { catalogue, today } from './catalogue.ts';
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
  readonly update: UpdateState;
  readonly rows: number | null;
  readonly bytes: number;
  /** Upper-case, as offered for download. */
  readonly formats: readonly string[];
}

function listedOf(entry: CatalogueEntry): Listed {
  const { dataset } = entry;
  const latest = entry.versions.find((version) => !version.withdrawn);
  const files = (latest?.distributions ?? []).filter((file) => file.role !== 'report');
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
    update: updateStateOf(entry, today),
    rows: latest?.rows ?? null,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    formats: [...new Set(files.map((file) => file.format))],
  };
}

/** Entries without data come after those with, withdrawn ones last. */
const rank = ({ update }: Listed): number => ['closed', 'withdrawn'].indexOf(update.kind);

const newestFirst = (a: Listed, b: Listed): number =>
  rank(a) - rank(b) ||
  (a.update.updated < b.update.updated ? 1 : a.update.updated > b.update.updated ? -1 : 0) ||
  (a.id < b.id ? -1 : 1);

/** All entries, the latest updated first. */
export const listing: readonly Listed[] = Array.from(catalogue.entries(), listedOf).sort(newestFirst);

const byId = new Map(listing.map((each) => [each.id, each]));
const byCode = new Map(listing.map((each) => [each.code, each]));

export const listedById = (id: string): Listed | undefined => byId.get(id);
export const listedByCode = (code: string): Listed | undefined => byCode.get(code);
