/** What things are called: addresses of this platform that lead to what tells of them. */

/** Of the description of one dataset, whatever page or document tells it. */
export interface DatasetAddresses {
  readonly page: string;
  readonly dataset: string;
  /** Something that belongs to it: its contact, a version, a file. */
  readonly part: (name: string) => string;
}

export function datasetAddresses(portalUrl: string, id: string): DatasetAddresses {
  const page = `${portalUrl}/datasets/${id}/`;
  return { page, dataset: `${page}#dataset`, part: (name) => `${page}#${name}` };
}

export const catalogAddress = (portalUrl: string): string => `${portalUrl}/catalog`;
export const agencyAddress = (portalUrl: string, id: string): string => `${portalUrl}/agencies/${id}/#agency`;

export const conceptSchemes = ['themes', 'priority-grounds', 'law'] as const;
export type ConceptScheme = (typeof conceptSchemes)[number];
export const schemeAddress = (portalUrl: string, scheme: ConceptScheme): string =>
  `${portalUrl}/concepts/${scheme}`;
export const conceptAddress = (portalUrl: string, scheme: ConceptScheme, code: string): string =>
  `${schemeAddress(portalUrl, scheme)}#${code}`;
