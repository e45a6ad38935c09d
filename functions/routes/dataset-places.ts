/** Every public address at which something of a dataset can stand: made from the routes, and the portal's own files. */
import type { Dataset } from '../domain/dataset.ts';
import type { CatalogueEntry, Version } from '../domain/version.ts';
import type { Place } from '../service/publication/purge.ts';
import { resourceId } from './ckan/package.ts';
import type { Route } from './route.ts';

/** What the portal's files tell of datasets. */
const pages = (id: string): readonly string[] => [
  `/datasets/${id}/`,
  `/en/datasets/${id}/`,
  ...['', '/en'].flatMap((start) => ['/', '/datasets/', '/open-list/'].map((page) => `${start}${page}`)),
  '/open-list.csv',
  '/open-list.json',
  '/open-list/conditional.json',
  '/open-list/withheld.json',
  '/search/zh.json',
  '/search/en.json',
  '/sitemap-index.xml',
];

/** The addresses below the CKAN prefixes that speak of a dataset. */
const actionQueries = (id: string): readonly string[] => [
  `package_show?id=${id}`,
  `package_search?fq=name:${id}`,
  'package_list',
];

/**
 * The places that are asked once `number`, or without it the whole dataset, was taken offline. `entry` is its public view
 * of before: what that does not tell, the proof does not tell.
 */
export function placesOf(
  routes: readonly Route[],
  entry: CatalogueEntry,
  number: number | undefined,
): readonly Place[] {
  const gone = entry.versions.filter(
    (version) => !version.withdrawn && (number === undefined || version.number === number),
  );
  const { id, publisher } = entry.dataset;
  const machine = routes
    .filter(({ method, auth, isOpenData }) => method === 'GET' && auth === 'none' && isOpenData)
    .flatMap((route) => filled(route, { id, publisher }, gone, number));
  const portal = pages(id).map((address) => {
    return { address, mustBeGone: number === undefined && address.includes(`/datasets/${id}/`) };
  });
  const known = new Map([...machine, ...portal].map((place) => [place.address, place]));
  return [...known.values()];
}

/** The path with every parameter in it, in all ways that speak of what is gone. */
function filled(
  route: Route,
  { id, publisher }: Pick<Dataset, 'id' | 'publisher'>,
  gone: readonly Version[],
  number: number | undefined,
): readonly Place[] {
  const { path } = route;
  const isOwn = path.includes('{id}');
  const mustBeGone = isOwn && (number === undefined || path.includes('{version}'));
  const own = path.replace('{id}', id).replace('{agency}', publisher);
  const plain = choices(own, route).map((address) => ({ address, mustBeGone }));
  if (path.includes('{version}'))
    return gone.flatMap((version) => ofVersion(own, version).map((address) => ({ address, mustBeGone })));
  if (path.includes('{action}'))
    return actionQueries(id).map((query) => ({ address: own.replace('{action}', query), mustBeGone: false }));
  if (path.endsWith('/datastore_search'))
    return resourcesOf(id, gone).map((resource) => ({
      address: `${own}?resource_id=${encodeURIComponent(resource)}`,
      mustBeGone: number === undefined,
    }));
  if (!('version' in (route.query ?? {}))) return plain;
  const versioned = plain.flatMap(({ address }) =>
    gone.map((version) => ({ address: `${address}?version=${version.number}`, mustBeGone: true })),
  );
  return [...plain, ...versioned];
}

/** Parameters of which the route lists the values; what it does not list speaks of no dataset. */
function choices(path: string, { pathParameters = {} }: Route): readonly string[] {
  const [whole, name = ''] = /\{(\w+)\}/.exec(path) ?? [];
  if (whole === undefined) return [path];
  const { enum: values = [] } = (pathParameters[name]?.json ?? {}) as { enum?: readonly string[] };
  return values.map((value) => path.replace(whole, value));
}

function ofVersion(path: string, { number, distributions }: Version): readonly string[] {
  const versioned = path.replace('{version}', `${number}`);
  if (!versioned.includes('{name}')) return [versioned];
  return distributions.map(({ name }) => versioned.replace('{name}', encodeURIComponent(name)));
}

const resourcesOf = (id: string, versions: readonly Version[]): readonly string[] => [
  ...new Set(versions.flatMap(({ distributions }) => distributions.map((file) => resourceId(id, file)))),
];
