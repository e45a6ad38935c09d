/** Runs `sst.config.ts` with SST's own components for a stage, and answers every resource it would make. */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dieTogether } from '../support/child.ts';
import { rendererDirectory } from '../support/renderer-directory.ts';
import type { Resource } from './resource.ts';
import { ensureSstPlatform, platform, root } from './sst-platform.ts';

export interface Evaluation {
  readonly stage: string;
  readonly resources: readonly Resource[];
  /** What `app()` answered: removal policy, protection, home. */
  readonly app: Readonly<Record<string, unknown>>;
}

/** What a test changes to see that it is noticed. */
export interface Wrong {
  /** A component of `sst.aws`, and one instance of it. */
  readonly component: string;
  readonly name: string;
  /** Arguments laid over those of the configuration; arrays are appended to. */
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Evaluator {
  evaluate(
    stage: string,
    options?: { environment?: Record<string, string>; wrong?: readonly Wrong[] },
  ): Promise<Evaluation>;
  /** What programs of this repository have packed beside the functions' bundles. */
  packed(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What the operator has in the environment of `sst deploy`. */
export const operator: Readonly<Record<string, string>> = {
  PORTAL_DOMAIN: 'open-data.example.cn',
  MAIL_DOMAIN: 'mail.example.cn',
  OIDC_ISSUER: 'https://id.example.cn',
  OIDC_CLIENT_ID: 'portal',
  ALERT_EMAIL: 'duty@example.cn',
  SST_SECRET_OidcClientSecret: 'canary-oidc-client-secret',
  SST_SECRET_LogKey: 'canary-log-key',
};

/** Bundles the configuration once, as SST does (esbuild, its shim injected); each evaluation is a process of its own. */
export async function openEvaluator(): Promise<Evaluator> {
  await ensureSstPlatform();
  const scratch = join(root, '.sst/evaluated');
  await mkdir(scratch, { recursive: true });
  const directory = await mkdtemp(join(scratch, 'run-'));
  const program = join(directory, 'sst.config.mjs');
  await bundle(program);
  return {
    evaluate: (stage, { environment = operator, wrong = [] } = {}) =>
      inChild({ program, directory, stage, wrong }, environment),
    packed: () => readdir(join(directory, 'bundles'), { recursive: true }),
    close: () => rm(directory, { recursive: true }),
  };
}

async function bundle(outfile: string): Promise<void> {
  const source = (path: string) => join(platform, 'src', path);
  await build({
    stdin: {
      contents: `
        export { run } from ${JSON.stringify(source('auto/run.ts'))};
        export { $transform } from ${JSON.stringify(source('components/component.ts'))};
        export { sst } from './providers';
        export { default as config } from ${JSON.stringify(join(root, 'sst.config.ts'))};`,
      resolveDir: root,
      loader: 'ts',
    },
    plugins: [
      {
        name: 'providers',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\/providers$/ }, () => ({ path: 'providers', namespace: 'sst' }));
          onLoad({ filter: /.*/, namespace: 'sst' }, () => ({
            contents: providers(source),
            resolveDir: root,
          }));
        },
      },
    ],
    inject: [source('shim/run.js'), './providers'],
    define: { $app: 'globalThis.sstApp', $cli: 'globalThis.sstCli', $dev: 'false' },
    external: ['@pulumi/*', '@aws-sdk/*', 'archiver', 'glob', 'esbuild', 'vite'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    bundle: true,
    keepNames: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    tsconfigRaw: {},
    logLevel: 'error',
    outfile,
  });
}

/** The globals of a configuration. Of SST's components only those of AWS: the others want providers of their own. */
const providers = (source: (path: string) => string): string => `
  import * as aws from '@pulumi/aws';
  import * as random from '@pulumi/random';
  import * as components from ${JSON.stringify(source('components/aws/index.ts'))};
  import { Secret } from ${JSON.stringify(source('components/secret.ts'))};
  const sst = { aws: components, Secret };
  export { aws, random, sst };`;

export interface ChildInput {
  readonly program: string;
  readonly directory: string;
  readonly stage: string;
  readonly wrong: readonly Wrong[];
}

export type ChildAnswer = Evaluation | { readonly error: string };

function inChild(input: ChildInput, environment: Record<string, string>): Promise<Evaluation> {
  const child = fork(join(import.meta.dirname, 'evaluate-child.ts'), [JSON.stringify(input)], {
    env: {
      PATH: process.env.PATH,
      NODE_OPTIONS: process.env.NODE_OPTIONS,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      RENDERER_DIR: rendererDirectory,
      ...environment,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  dieTogether(child);
  return new Promise((resolve, reject) => {
    child.once('message', (answer: ChildAnswer) => {
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the evaluation of ${input.stage} ended with ${code}`)));
  });
}
