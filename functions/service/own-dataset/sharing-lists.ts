/** What agencies share with each other (责任清单), and what they do not (负面清单, Art. 25): one row per entry of the catalogue. */
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Columns, csvOf } from './csv.ts';

const named: Columns<CatalogueEntry> = {
  dataset_id: ({ dataset }) => dataset.id,
  code: ({ dataset }) => dataset.code,
  title: ({ dataset }) => dataset.title,
  publisher: ({ dataset }) => dataset.publisher,
  responsible_department: ({ dataset }) => dataset.responsibleDepartment,
};
const responsibility: Columns<CatalogueEntry> = {
  ...named,
  sharing: ({ dataset }) => dataset.sharing.type,
  reason: ({ dataset }) => dataset.sharing.reason,
  legal_basis: ({ dataset }) => dataset.sharing.legalBasis,
  conditions: ({ dataset }) => dataset.sharing.conditions,
  method: ({ dataset }) => dataset.sharing.method,
  update_cycle: ({ dataset }) => dataset.updateCycle,
};
const negative: Columns<CatalogueEntry> = {
  ...named,
  reason: ({ dataset }) => dataset.sharing.reason,
  legal_basis: ({ dataset }) => dataset.sharing.legalBasis,
};

/** Ordered by id; without what was withdrawn, and what the platform makes itself. */
function* listed(
  catalogue: Catalogue,
  own: ReadonlySet<string>,
  isShared: boolean,
): Generator<CatalogueEntry> {
  for (const entry of catalogue.entries()) {
    const { id, sharing } = entry.dataset;
    const isListed = entry.status === 'published' && !own.has(id);
    if (isListed && (sharing.type !== 'withheld') === isShared) yield entry;
  }
}

export const sharingResponsibility = (catalogue: Catalogue, own: ReadonlySet<string>): string =>
  csvOf(responsibility, listed(catalogue, own, true));

export const sharingNegativeList = (catalogue: Catalogue, own: ReadonlySet<string>): string =>
  csvOf(negative, listed(catalogue, own, false));
