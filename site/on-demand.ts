/** Makes a server bundle of the static pages: each is rendered when it is asked for, for the catalogue that is shown. */
import type { AstroIntegration } from 'astro';

/** The address at which the bundle is told which catalogue to show. */
export const cataloguePath = '/on-demand/catalogue/';

export const onDemand = (): AstroIntegration => ({
  name: 'on-demand',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      injectRoute({
        pattern: cataloguePath,
        entrypoint: new URL('./src/on-demand/catalogue.ts', import.meta.url),
      });
    },
    'astro:route:setup': ({ route }) => {
      route.prerender = false;
    },
  },
});
