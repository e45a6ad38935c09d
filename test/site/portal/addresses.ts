/** One page of each type, by address; the checks in the browser walk all of them. */
export const pageTypes = {
  home: '/',
  datasets: '/datasets/',
  'datasets of a theme': '/datasets/by/theme/211/',
  'open dataset': '/datasets/water-quality-stations/',
  'conditional dataset': '/datasets/bus-card-journeys/',
  'withheld dataset': '/datasets/patient-registry/',
  'withdrawn dataset': '/datasets/retired-outlets/',
  'dataset of files': '/datasets/emergency-plans/',
  agencies: '/agencies/',
  agency: '/agencies/ecology-department/',
  'open list': '/open-list/',
  priority: '/priority/',
  statistics: '/statistics/',
  guide: '/guide/',
  developers: '/developers/',
  'interface reference': '/developers/reference/',
  'error codes': '/developers/errors/',
  'list of what is not open': '/open-list/withheld/',
  licence: '/licence/',
  accessibility: '/accessibility/',
  'not found': '/404.html',
  'home in English': '/en/',
  'datasets in English': '/en/datasets/',
  'dataset in English': '/en/datasets/water-quality-stations/',
} as const;

/** Addresses that other parts of the platform answer: interfaces, files and twins. */
export const served = [
  /^\/api\//,
  /^\/files\//,
  /^\/auth\//,
  /^\/datasets\/[^/]+(?:\.json|\/(?:datapackage|croissant)\.json|\/dcat\.(?:jsonld|ttl|rdf))$/,
  /^\/catalog\.(?:csv|jsonl|parquet|sqlite|jsonld|ttl|rdf)$/,
  /^\/(?:feed\.atom|data\.json|openapi\.json|open-list\.(?:csv|json)|catalogue\.sqlite)$/,
];
