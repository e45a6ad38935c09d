import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { interfaces } from './interfaces.ts';
import { onDemand } from './on-demand.ts';

/** The same pages built for a process that renders single ones: see `build.ts`. */
const isServer = process.env.PORTAL_BUILD === 'server';

/**
 * A static portal with no inline script or style: what the content security policy of the server demands.
 * The code that renders is bundled whole (`noExternal`) and stands in the output directory while it runs, so that
 * the output may lie anywhere and several builds can run side by side.
 */
export default defineConfig({
  site: process.env.PORTAL_URL ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  cacheDir: '../node_modules/.astro',
  devToolbar: { enabled: false },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  session: false,
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 8 },
  ...(isServer && { adapter: node({ mode: 'middleware' }), integrations: [onDemand()] }),
  vite: {
    cacheDir: '../node_modules/.vite',
    plugins: [interfaces()],
    build: { assetsInlineLimit: 0 },
    environments: {
      prerender: { resolve: { noExternal: true } },
      ssr: { resolve: { noExternal: true } },
    },
  },
});
