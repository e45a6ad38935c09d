/**
 * Packs what the function of rendering needs beside its code: `node site/render-package.ts DIR` writes `DIR/renderer`, with
 * the bundle of one machine and the program that makes the search index. RENDERER_DIR keeps the bundle for another time.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ensureRenderer, rendererRevision } from './renderer-bundle.ts';

const to = process.argv[2];
if (!to) throw new Error('Usage: node render-package.ts DIR');
const kept = process.env.RENDERER_DIR;

const directory = join(resolve(to), 'renderer');
const revision = await rendererRevision();
await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
// Whatever is set comes with the environment of the function.
const bundles = kept ?? join(resolve(to), '.bundles');
const bundle = await ensureRenderer(bundles, revision, { portalUrl: 'http://localhost:4321' });
await cp(bundle, directory, { recursive: true });
if (!kept) await rm(bundles, { recursive: true });
await build({
  entryPoints: [join(import.meta.dirname, 'index-search.ts')],
  outfile: join(directory, 'index-search.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['pagefind'],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  logLevel: 'error',
});
await writeFile(join(directory, 'revision'), revision);
