import { defineConfig } from 'astro/config';

/** A static portal with no inline script or style: what the content security policy of the server demands. */
export default defineConfig({
  site: process.env.PORTAL_URL ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 1 },
  vite: { build: { assetsInlineLimit: 0 } },
});
