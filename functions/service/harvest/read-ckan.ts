/** Packages as CKAN's Action API tells them (`package_search`, 2.9 and later), with the extras of ckanext-dcat. */
import type { FoundRecord, ToldDistribution, ToldEntry } from '../../domain/told-record.ts';
import { foundRecord, mostDistributions, mostKeywords } from './told.ts';
import * as words from './words.ts';

export interface CkanPage {
  readonly records: readonly FoundRecord[];
  /** Rows of the answer, those that are no datasets included. */
  readonly rows: number;
  readonly total?: number;
}

/** Undefined for what is no answer of `package_search`. `site` is the address that dataset pages begin with. */
export function readCkan(answer: unknown, site: string): CkanPage | undefined {
  const result = words.membersOf(words.membersOf(answer)?.result);
  if (!result || !Array.isArray(result.results)) return undefined;
  const { results, count } = result;
  return {
    records: results.flatMap((each) => packageOf(each, site) ?? []),
    rows: results.length,
    ...(Number.isSafeInteger(count) && { total: Number(count) }),
  };
}

/** Undefined for what is not public, deleted, or no dataset but a harvester's own note. */
function packageOf(value: unknown, site: string): FoundRecord | undefined {
  const told = words.membersOf(value);
  if (!told) return { outcome: 'bad', reason: 'not-an-object' };
  const { state = 'active', type = 'dataset', private: isPrivate } = told;
  if (state !== 'active' || isPrivate === true || type === 'harvest') return undefined;
  const name = words.textOf(told.name, 200) ?? words.textOf(told.id, 200);
  const extras = extrasOf(told.extras);
  const organization = words.membersOf(told.organization);
  const page = name === undefined ? undefined : `${site}/dataset/${encodeURIComponent(name)}`;
  return foundRecord({
    identifier: words.textOf(told.id, 2_000) ?? name,
    ...words.given({ landingPage: words.webAddress(told.url) ?? words.webAddress(page) }),
    publisher: words.given({
      name: words.textOf(extras.get('publisher_name'), 200) ?? words.textOf(organization?.title, 200),
      creditCode: words.textOf(extras.get('publisher_identifier'), 100),
    }),
    entry: entryOf(told, extras),
    distributions: words
      .listOf(told.resources)
      .flatMap((each) => distributionOf(each) ?? [])
      .slice(0, mostDistributions),
  });
}

type Extras = ReadonlyMap<string, unknown>;

const extrasOf = (value: unknown): Extras =>
  new Map(
    words.listOf(value).flatMap((each) => {
      const { key, value: text } = words.membersOf(each) ?? {};
      return typeof key === 'string' ? [[key, text] as const] : [];
    }),
  );

const named = (value: unknown): readonly unknown[] =>
  words.listOf(value).flatMap((each) => {
    const { name, title, display_name: shown } = words.membersOf(each) ?? {};
    return [name, title, shown].filter((text) => text !== undefined);
  });

function entryOf(told: words.Members, extras: Extras): ToldEntry {
  const tags = words.listOf(told.tags).map((each) => words.membersOf(each)?.name ?? each);
  const grounds = words.groundsOf(words.textOf(extras.get('priority_grounds'))?.split(',') ?? []);
  const code = words.textOf(extras.get('spatial_code'), 20);
  const start = words.dayOf(extras.get('temporal_start'));
  return words.given<ToldEntry>({
    code: words.textOf(extras.get('code'), 60),
    title: words.textOf(told.title),
    titleEn: words.textOf(extras.get('title_en')),
    description: words.textOf(told.notes),
    descriptionEn: words.textOf(extras.get('notes_en')),
    theme: words.themeOf([extras.get('theme'), ...named(told.groups)]),
    keywords: words.textsOf(tags, mostKeywords),
    openness: opennessOf(extras),
    priority: grounds.length > 0 ? { grounds } : undefined,
    updateCycle: words.cycleOf(extras.get('frequency')),
    issued: words.dayOf(extras.get('issued')) ?? words.dayOf(told.metadata_created),
    modified: words.dayOf(extras.get('modified')) ?? words.dayOf(told.metadata_modified),
    spatial:
      code === undefined
        ? undefined
        : words.given({ code, name: words.textOf(extras.get('spatial_name'), 100) }),
    temporal:
      start === undefined ? undefined : words.given({ start, end: words.dayOf(extras.get('temporal_end')) }),
    licence: words.licenceNamed(told.license_id) ?? words.licenceNamed(told.license_url),
    // `author` and `maintainer` are persons more often than offices; of them, only the address of the latter is asked.
    contact: words.contactOf(
      extras.get('contact_phone'),
      extras.get('contact_email') ?? told.maintainer_email,
    ),
  });
}

function opennessOf(extras: Extras): ToldEntry['openness'] {
  const openness = words.opennessClassOf(extras.get('openness') ?? extras.get('access_rights'));
  if (openness === undefined) return undefined;
  const text = (key: string) => words.textOf(extras.get(key), 3_000);
  return words.given({
    class: openness,
    conditions: text('access_conditions'),
    reason: text('access_reason'),
    legalBasis: text('legal_basis'),
  });
}

function distributionOf(value: unknown): ToldDistribution | undefined {
  const resource = words.membersOf(value);
  const url = words.webAddress(resource?.url);
  if (!resource || url === undefined) return undefined;
  return {
    url,
    ...words.given({
      title: words.textOf(resource.name, 200),
      format: words.formatOf(resource.format),
      mediaType: words.mediaTypeIn(resource.mimetype),
    }),
  };
}
