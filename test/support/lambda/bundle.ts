/** Bundles a function as SST does: esbuild with the words of `bundling.ts`, what is installed and packed beside it. */
import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundling } from '../../../functions/infrastructure/bundling.ts';
import { rendererDirectory } from '../renderer-directory.ts';

export const functionNames = [
  'public',
  'query',
  'workflow',
  'oversight',
  'publication',
  'schedule',
  'render',
] as const;
export type FunctionName = (typeof functionNames)[number];

const root = join(import.meta.dirname, '../../..');

/** Packages that are not JavaScript alone, as `functions.ts` has SST's `nodejs.install` put them beside the bundle. */
const installed: Readonly<Partial<Record<FunctionName, readonly string[]>>> = {
  query: ['@duckdb/node-api'],
  publication: ['@duckdb/node-api'],
  render: ['pagefind'],
};
/** Programs that SST runs when it has built the function: `packs`. */
const packs: Readonly<Partial<Record<FunctionName, string>>> = {
  workflow: 'functions/infrastructure/pack-documents.ts',
  render: 'site/render-package.ts',
};

export interface Bundle {
  /** The handler's module, to be imported. */
  readonly entry: string;
  /** Bytes of what the cold start reads: the entry and what it imports statically. */
  readonly startBytes: number;
  /** Bytes of all modules, those loaded when needed included. */
  readonly allBytes: number;
  /** Names of the packages in it. */
  readonly bundled: ReadonlySet<string>;
  /** Names of those that it imports from beside it. */
  readonly beside: ReadonlySet<string>;
}

async function putBeside(name: FunctionName, directory: string): Promise<void> {
  const modules = join(directory, 'node_modules');
  for (const scope of new Set(installed[name]?.flatMap((each) => scopesOf(each)))) {
    mkdirSync(modules, { recursive: true });
    symlinkSync(join(root, 'node_modules', scope), join(modules, scope));
  }
  const program = packs[name];
  if (!program) return;
  const env = { ...process.env, RENDERER_DIR: rendererDirectory };
  await promisify(execFile)(process.execPath, [join(root, program), directory], { env });
}

/** Directories of a package and of what it needs for this machine. */
const scopesOf = (name: string): string[] => {
  const [first = ''] = name.split('/');
  return first.startsWith('@') ? [first] : [first, `@${first}`];
};

const banner = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  `const __filename = topLevelFileUrlToPath(import.meta.url)`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
].join('\n');

/** Writes the bundle below `directory`. */
export async function bundleFunction(name: FunctionName, directory: string): Promise<Bundle> {
  const outdir = join(directory, name);
  const { metafile } = await build({
    entryPoints: [join(root, 'functions/lambda', `${name}.ts`)],
    outdir,
    bundle: true,
    format: bundling.format,
    splitting: bundling.splitting,
    minify: bundling.minify,
    keepNames: bundling.esbuild.keepNames,
    external: [...bundling.esbuild.external, ...(installed[name] ?? [])],
    platform: 'node',
    // What follows is how SST itself bundles for nodejs24.x.
    target: 'es2024',
    mainFields: ['module', 'main'],
    sourcemap: 'external',
    outExtension: { '.js': '.mjs' },
    banner: { js: banner },
    metafile: true,
    logLevel: 'error',
    absWorkingDir: root,
  });
  await putBeside(name, outdir);
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
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return {
    entry: join(outdir, `${name}.mjs`),
    startBytes: sum(started),
    allBytes: sum(outputs.keys()),
    bundled: new Set(
      Object.keys(metafile.inputs).flatMap((path) => packageOf(path.split('node_modules/')[1])),
    ),
    beside: new Set(imports.flatMap(({ path, external }) => packageOf(external ? path : undefined))),
  };
}

/** Of a path that begins with the name of a package. */
const packageOf = (path = ''): string[] => /^(?:@[^/]+\/)?[^/:]+(?=\/|$)/.exec(path) ?? [];
