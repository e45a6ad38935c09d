/** An edition of the portal: a catalogue as it is shown on a day. The same on one machine and in the cloud. */
import type { Catalogue } from '../catalogue/catalogue.ts';

export interface PortalEdition {
  readonly catalogue: Catalogue;
  /** The day in China that the pages speak of, CCYY-MM-DD: what is due and overdue depends on it. */
  readonly day: string;
}

/** The latest publication, or the beginning of the day where that is later: the same edition has the same moment. */
export function momentOf({ catalogue, day }: PortalEdition): string {
  const dayBegins = new Date(`${day}T00:00:00+08:00`).toISOString();
  const wasPublishedToday = catalogue.info.updated > dayBegins;
  return wasPublishedToday ? catalogue.info.updated : dayBegins;
}

/** Publications until the whole is built again: the delta of the search stays a few dozen kB. */
const mostChanges = 100;

/** Whether all pages are to be made anew rather than those that a publication touches. */
export const isOutdated = (
  { day, changes }: { readonly day: string; readonly changes: number },
  today: string,
): boolean => day !== today || changes >= mostChanges;

/** The file of a page in a directory of static files. */
export function fileOf(path: string): string {
  if (path.endsWith('/404/')) return `${path.slice(1, -1)}.html`;
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
}

/** The dataset below whose address a path lies. */
export const datasetOf = (path: string): string | undefined =>
  /^(?:\/en)?\/datasets\/([^/]+)\//.exec(path)?.[1];

/** Astro and Pagefind put a hash of the content into these names: what is there never changes. */
export const isHashedAddress = (path: string): boolean =>
  /^\/(?:_astro\/[^/]+\.[\w-]{8}\.\w+|pagefind\/(?:fragment|index|filter)\/[^/]+)$/.test(path);

/** For as long as anybody wants; and until somebody asks whether it has changed. */
export const immutable = 'public, max-age=31536000, immutable';
