import { interfaces } from '../../../site/interfaces.ts';
import type { Interfaces } from '../../../site/src/data/interfaces.ts';

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
  'quality of the catalogue': '/quality/',
  'what lacks an indicator': '/quality/missing-machine-readable/',
  apply: '/apply/',
  my: '/my/',
  desk: '/desk/',
  supervise: '/supervise/',
  guide: '/guide/',
  developers: '/developers/',
  'interface reference': '/developers/reference/',
  'error codes': '/developers/errors/',
  'list of what is not open': '/open-list/withheld/',
  licence: '/licence/',
  accessibility: '/accessibility/',
  'sign-in that failed': '/sign-in-failed/expired/',
  'not found': '/404.html',
  'home in English': '/en/',
  'datasets in English': '/en/datasets/',
  'dataset in English': '/en/datasets/water-quality-stations/',
} as const;

/** Whether another part of the platform answers an address: a route of the API, as the API describes itself. */
export function isServed(path: string): boolean {
  return readRoutes.some((pattern) => pattern.test(path));
}

const module = interfaces().load('\0virtual:interfaces') ?? '';
const { routes } = JSON.parse(module.replace(/^export default /, '')) as Interfaces;
const readRoutes = routes
  .filter(({ method }) => method.toUpperCase() === 'GET')
  .map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`));
