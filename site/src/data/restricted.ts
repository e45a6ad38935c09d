/** The classes whose entries have a list of their own, with its later pages. */
import { laterPages } from '../paging.ts';
import { lines } from './whole.ts';

export const restrictedClasses = ['conditional', 'withheld'] as const;
export type RestrictedClass = (typeof restrictedClasses)[number];

export const restrictedClassOf = (param: string | undefined): RestrictedClass =>
  param === 'withheld' ? 'withheld' : 'conditional';

/** Route parameters of all pages after the first. */
export const laterRestrictedPages = (): { class: string; page: string }[] =>
  restrictedClasses.flatMap((openness) => {
    const entries = lines.filter((line) => line.status === 'published' && line.openness.class === openness);
    return laterPages(entries.length).map((page) => ({ class: openness, page: String(page) }));
  });
