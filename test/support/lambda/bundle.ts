/** Bundles a function as SST does: esbuild, one ES module and its chunks, minified, source map apart. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export const functionNames = ['public', 'query', 'workflow', 'publication', 'schedule'] as const;
export type FunctionName = (typeof functionNames)[number];

const root = join(import.meta.dirname, '../../..');

/** Packages with native code or files of their own: they lie beside the bundle, as SST's `nodejs.install` puts them. */
const installed = ['@duckdb/node-bindings', '@fontsource/noto-serif-sc'] as const;

export interface Bundle {
  /** The handler's module, to be imported. */
  readonly entry: string;
  /** Bytes of what the cold start reads: the entry and what it imports statically. */
  readonly startBytes: number;
  /** Bytes of all modules, those loaded when needed included. */
  readonly allBytes: number;
}

/** Writes the bundle below `directory`. */
export async function bundleFunction(name: FunctionName, directory: string): Promise<Bundle> {
  const outdir = join(directory, name);
  const { metafile } = await build({
    entryPoints: [join(root, 'functions/lambda', `${name}.ts`)],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    sourcemap: 'external',
    outExtension: { '.js': '.mjs' },
    external: installed.flatMap((each) => [each, `${each}/*`]),
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    metafile: true,
    logLevel: 'error',
    absWorkingDir: root,
  });
  mkdirSync(join(outdir, 'node_modules'), { recursive: true });
  for (const scope of ['@duckdb', '@fontsource'])
    symlinkSync(join(root, 'node_modules', scope), join(outdir, 'node_modules', scope));
  const outputs = new Map(Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs')));
  const sum = (paths: Iterable<string>) =>
    [...paths].reduce((bytes, path) => bytes + (outputs.get(path)?.bytes ?? 0), 0);
  const started = new Set<string>();
  const visit = (path: string): void => {
    if (started.has(path) || !outputs.has(path)) return;
    started.add(path);
    for (const { path: next, kind } of outputs.get(path)?.imports ?? [])
      if (kind === 'import-statement') visit(next);
  };
  for (const [path, { entryPoint }] of outputs) if (entryPoint?.endsWith(`lambda/${name}.ts`)) visit(path);
  return { entry: join(outdir, `${name}.mjs`), startBytes: sum(started), allBytes: sum(outputs.keys()) };
}
