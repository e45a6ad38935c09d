/**
 * `virtual:interfaces`: the platform's routes as data, for the interface reference. They are read in Node when
 * the site's configuration is, because the code that answers them does not belong into the site.
 */
import { describedRoutes } from '../functions/app.ts';
import { openapiDocument, openapiRoute } from '../functions/routes/openapi.ts';
import packageDocument from '../package.json' with { type: 'json' };
import type { Interfaces } from './src/data/interfaces.ts';

const id = 'virtual:interfaces';

/** The part of a Vite plugin that is needed here. */
interface Plugin {
  readonly name: string;
  resolveId(source: string): string | undefined;
  load(source: string): string | undefined;
}

export function interfaces(): Plugin {
  return {
    name: id,
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? `export default ${JSON.stringify(described())}` : undefined),
  };
}

function described(): Interfaces {
  const portalUrl = process.env.PORTAL_URL ?? 'http://localhost:4321';
  const others = describedRoutes(portalUrl);
  const about = { portalUrl, version: packageDocument.version };
  const routes = [...others, openapiRoute(others, about)];
  const { components } = openapiDocument(routes, about) as { components: Pick<Interfaces, 'schemas'> };
  const described = routes.map(({ body, ...route }) => ({ ...route, ...(body && { body: body() }) }));
  return { routes: described, schemas: components.schemas };
}
