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
  const dataset = catalogue.entry(of.dataset)?.dataset;
  const agency = catalogue.agency(of.agency);
  return {
    dataset: {
      id: of.dataset,
      ...(dataset && { title: dataset.title }),
      ...(dataset?.titleEn !== undefined && { titleEn: dataset.titleEn }),
    },
    agency: { id: of.agency, ...(agency && { name: agency.name, nameEn: agency.nameEn }) },
  };
}
