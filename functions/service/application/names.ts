import type { Catalogue } from '../catalogue/catalogue.ts';

export interface Names {
  readonly dataset: { readonly id: string; readonly title?: string; readonly titleEn?: string };
  readonly agency: { readonly id: string; readonly name?: string; readonly nameEn?: string };
}

/** Dataset and agency of an application by name; the id alone for what the catalogue does not have. */
export function named(
  catalogue: Catalogue,
  of: { readonly dataset: string; readonly agency: string },
): Names {
  return { dataset: namedDataset(catalogue, of.dataset), agency: namedAgency(catalogue, of.agency) };
}

export function namedDataset(catalogue: Catalogue, id: string): Names['dataset'] {
  const dataset = catalogue.entry(id)?.dataset;
  return {
    id,
    ...(dataset && { title: dataset.title }),
    ...(dataset?.titleEn !== undefined && { titleEn: dataset.titleEn }),
  };
}

export function namedAgency(catalogue: Catalogue, id: string): Names['agency'] {
  const agency = catalogue.agency(id);
  return { id, ...(agency && { name: agency.name, nameEn: agency.nameEn }) };
}
