/** The actions of CKAN about organizations, groups, tags and packages by name. */
import type { Agency } from '../../domain/agency.ts';
import { knownLicences } from '../../domain/licence.ts';
import { isTheme, type Theme, themes } from '../../domain/themes.ts';
import { bothOf } from '../../service/catalogue/selection.ts';
import { dimensions } from '../../service/ckan/search-fields.ts';
import { type ActionAnswer, notFound, result } from './answer.ts';
import { type Arguments, reader } from './arguments.ts';
import {
  groupExtras,
  groupOf,
  licenceDictionary,
  organizationExtras,
  organizationOf,
  tagOf,
} from './names.ts';
import { datasetOfResource, packageOf, resourcesOf, type Telling } from './package.ts';
import { shown } from './search.ts';

const published = (telling: Telling, id: string) => {
  const entry = telling.catalogue.entry(id);
  return entry?.status === 'published' ? entry : undefined;
};

export function packageList(given: Arguments, { catalogue }: Telling): ActionAnswer {
  const read = reader(given);
  const [limit, offset] = [read.natural('limit', -1), read.natural('offset', 0)];
  return (
    read.refusal() ?? result(catalogue.selected.ids({ condition: shown, order: 'entries.id', limit, offset }))
  );
}

export function packageShow(given: Arguments, telling: Telling): ActionAnswer {
  const read = reader(given);
  const id = read.required(read.own('id') === undefined && read.own('name_or_id') ? 'name_or_id' : 'id');
  const refusal = read.refusal();
  if (refusal) return refusal;
  const entry = published(telling, id);
  return entry ? result(packageOf(entry, telling)) : notFound();
}

export function resourceShow(given: Arguments, telling: Telling): ActionAnswer {
  const read = reader(given);
  const id = read.required('id');
  const refusal = read.refusal();
  if (refusal) return refusal;
  const entry = published(telling, datasetOfResource(id));
  const found = entry && resourcesOf(entry, telling.portalUrl).find((resource) => resource.id === id);
  return found ? result(found) : notFound();
}

interface Collection<T> {
  readonly all: (telling: Telling) => readonly T[];
  readonly find: (telling: Telling, id: string) => T | undefined;
  readonly tell: (one: T) => { readonly name: string; readonly title: string };
  readonly extras: (one: T) => readonly object[];
  /** The argument that names a choice of them. */
  readonly chosen: string;
  readonly dimension: 'organization' | 'groups';
  readonly column: string;
}

const organizations: Collection<Agency> = {
  all: ({ catalogue }) => catalogue.agencies(),
  find: ({ catalogue }, id) => catalogue.agency(id),
  tell: organizationOf,
  extras: organizationExtras,
  chosen: 'organizations',
  dimension: 'organization',
  column: 'entries.publisher',
};
const groups: Collection<Theme> = {
  all: () => themes,
  find: (_, id) => (isTheme(id) ? id : undefined),
  tell: groupOf,
  extras: groupExtras,
  chosen: 'groups',
  dimension: 'groups',
  column: 'entries.theme',
};

function counts({ catalogue }: Telling, dimension: keyof typeof dimensions): ReadonlyMap<string, number> {
  const known = dimensions[dimension];
  const counted = known ? catalogue.selected.countBy(known, { condition: shown }) : [];
  return new Map(counted.map(({ value, count }) => [value, count]));
}

function list<T>(of: Collection<T>, given: Arguments, telling: Telling): ActionAnswer {
  const read = reader(given);
  const [limit, offset] = [read.natural('limit', 0), read.natural('offset', 0)];
  const chosen = read.texts(of.chosen);
  const sort = read.text('sort') ?? 'title asc';
  const [, by = '', direction = 'asc'] =
    /^(name|title|package_count|packages)(?:\s+(asc|desc))?$/i.exec(sort.trim()) ?? [];
  if (by === '') read.fault('sort', `Cannot sort by field \`${sort.slice(0, 60)}\``);
  const [isFull, withExtras] = [read.flag('all_fields'), read.flag('include_extras')];
  const refusal = read.refusal();
  if (refusal) return refusal;
  const packages = counts(telling, of.dimension);
  const told = of.all(telling).map((one) => ({
    ...of.tell(one),
    package_count: packages.get(of.tell(one).name) ?? 0,
    ...(withExtras && { extras: of.extras(one) }),
  }));
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  const key = by.toLowerCase() as 'name' | 'title' | 'package_count' | 'packages';
  const sorted = told
    .filter(({ name }) => !chosen || chosen.includes(name))
    .toSorted((one, other) =>
      key === 'name' || key === 'title'
        ? sign * compare(one[key], other[key])
        : sign * (one.package_count - other.package_count),
    )
    .slice(offset, limit > 0 ? offset + limit : undefined);
  return result(isFull ? sorted : sorted.map(({ name }) => name));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const mostPackages = 1000;

function show<T>(of: Collection<T>, given: Arguments, telling: Telling): ActionAnswer {
  const read = reader(given);
  const id = read.required('id');
  const refusal = read.refusal();
  if (refusal) return refusal;
  const one = of.find(telling, id);
  if (!one) return notFound();
  const condition = bothOf([shown, { sql: `${of.column} = ?`, values: [id] }]);
  const { selected } = telling.catalogue;
  const page = { condition, order: 'entries.id', limit: mostPackages, offset: 0 };
  return result({
    ...of.tell(one),
    package_count: selected.count({ condition }),
    extras: of.extras(one),
    users: [],
    tags: [],
    groups: [],
    ...(read.flag('include_datasets') && {
      packages: selected.entries(page).map((entry) => packageOf(entry, telling)),
    }),
  });
}

export const organizationList = (given: Arguments, telling: Telling) => list(organizations, given, telling);
export const organizationShow = (given: Arguments, telling: Telling) => show(organizations, given, telling);
export const groupList = (given: Arguments, telling: Telling) => list(groups, given, telling);
export const groupShow = (given: Arguments, telling: Telling) => show(groups, given, telling);

export function tagList(given: Arguments, telling: Telling): ActionAnswer {
  const read = reader(given);
  const [query, vocabulary] = [read.text('query'), read.text('vocabulary_id')];
  const refusal = read.refusal();
  if (refusal) return refusal;
  if (vocabulary !== undefined) return notFound(`could not find vocabulary "${vocabulary.slice(0, 100)}"`);
  const wanted = query?.toLowerCase() ?? '';
  const names = [...counts(telling, 'tags').keys()].filter((name) => name.toLowerCase().includes(wanted));
  const sorted = names.toSorted(compare);
  return result(read.flag('all_fields') ? sorted.map(tagOf) : sorted);
}

export const licenceList = (): ActionAnswer => result(knownLicences().map(licenceDictionary));
