/**
 * `virtual:interfaces`: the platform's routes as data, for the interface reference. They are read in Node when
 * the site's configuration is, because the code that answers them does not belong into the site.
 */
import { routesOf } from '../functions/app.ts';
import type { AppDeps } from '../functions/routes/deps.ts';
import { openapiDocument } from '../functions/routes/openapi.ts';
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
  const deps = describedOnly();
  const routes = routesOf(deps);
  const { components } = openapiDocument(routes, deps) as { components: Pick<Interfaces, 'schemas'> };
  return { routes, schemas: components.schemas };
}

/** Routes are asked what they are, never to answer: whatever an answer would need fails when it is called. */
function describedOnly(): AppDeps {
  const absent = (): never => {
    throw new Error('the site describes routes and answers none');
  };
  const known: Readonly<Record<string, unknown>> = {
    portalUrl: process.env.PORTAL_URL ?? 'http://localhost:4321',
  };
  return new Proxy({}, { get: (_, name) => known[String(name)] ?? absent }) as AppDeps;
}
