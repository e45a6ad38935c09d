/** Applications for conditional data and the grants that have effect, as the pages show them. */
import type { Field } from '../../../functions/domain/dataset.ts';
import { grantsAt, hasOpening, type OpenGrant, type Opening } from '../../../functions/domain/opening.ts';
import { type CatalogueEntry, latestOf } from '../../../functions/domain/version.ts';
import { catalogue, moment } from '../catalogue.ts';
import type { Locale } from '../i18n/index.ts';
import { type Name, nameIn } from '../naming.ts';
import type { Line } from './line.ts';

/** At the moment that the pages speak of; undefined for what takes no applications. */
export function shownOpening(entry: CatalogueEntry): Opening | undefined {
  if (!hasOpening(entry)) return undefined;
  const opening = catalogue.opening(entry.dataset.id);
  return { ...opening, grants: grantsAt(opening, moment) };
}

export interface ShownGrant {
  readonly line: Pick<Line, 'id' | 'title' | 'titleEn'>;
  readonly grant: OpenGrant;
  /** Titles of the fields granted, in the language of the page. */
  readonly fields: readonly Name[];
}

/** The grants of several datasets, dataset by dataset. */
export function shownGrants(lines: readonly Line[], locale: Locale): readonly ShownGrant[] {
  return lines.flatMap((line) => {
    const grants = line.opening?.grants ?? [];
    const entry = grants.length > 0 ? catalogue.entry(line.id) : undefined;
    return entry ? grants.map((grant) => shownGrant(entry, grant, locale)) : [];
  });
}

export function shownGrant(entry: CatalogueEntry, grant: OpenGrant, locale: Locale): ShownGrant {
  const fields: readonly Field[] = latestOf(entry)?.fields ?? entry.dataset.fields ?? [];
  const titles = new Map(fields.map(({ name, title, titleEn }) => [name, nameIn(locale, title, titleEn)]));
  return {
    line: entry.dataset,
    grant,
    fields: grant.fields.map((name) => titles.get(name) ?? { text: name }),
  };
}
