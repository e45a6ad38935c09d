/** SST's own platform, written out of its program as `sst install` does, without a network. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../..');
const packages = join(root, 'node_modules');

/** Where `sst.config.ts` refers to, and where SST itself would put it. Not part of the repository. */
export const platform = join(root, '.sst/platform');

/** The version of Pulumi that this SST asks for; a program that answers it is all that `sst install` wants. */
const pulumi = '#!/bin/sh\necho v3.215.0\n';
const bun = '#!/bin/sh\nexit 0\n';

/** The smallest application: no provider, so nothing is fetched. */
const application = `export default $config({ app: () => ({ name: 'platform', home: 'local' }), run: async () => {} });`;

/** The types of what `sst.config.ts` finds as globals: SST writes this for the providers that are configured. */
const types = `import "./src/global.d.ts"
import { AppInput, App, Config } from "./src/config"
import * as _aws from "@pulumi/aws";
import * as _random from "@pulumi/random";
declare global {
  // @ts-expect-error
  export import aws = _aws
  // @ts-expect-error
  export import random = _random
  interface Providers {
    providers?: {
      "aws"?: (_aws.ProviderArgs & { package?: string, version?: string }) | string;
      "random"?: (_random.ProviderArgs & { package?: string, version: string }) | string;
    }
  }
  export const $config: (
    input: Omit<Config, "app"> & {
      app(input: AppInput): Promise<Omit<App, "providers"> & Providers> | (Omit<App, "providers"> & Providers);
    },
  ) => Config;
}
`;

/** Makes `.sst/platform` what the installed SST carries, unless it is that already. Safe beside itself. */
export async function ensureSstPlatform(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(packages, 'sst/package.json'), 'utf8')) as {
    version: string;
  };
  if ((await platformVersion()) === version) return;
  const cache = join(packages, '.cache');
  await mkdir(cache, { recursive: true });
  const project = await mkdtemp(join(cache, 'sst-'));
  try {
    await install(project);
    const made = join(project, '.sst/platform');
    await writeFile(join(made, 'config.d.ts'), types);
    await mkdir(dirname(platform), { recursive: true });
    await putInPlace(made, version, join(project, 'older'));
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/** Another process may be doing the same; the first one's stays, since it may be in use already. */
async function putInPlace(made: string, version: string, older: string): Promise<void> {
  try {
    await rename(made, platform);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    if ((await platformVersion()) === version) return;
    await rename(platform, older);
    await putInPlace(made, version, older);
  }
}

async function install(project: string): Promise<void> {
  const programs = join(project, 'home/.config/sst/bin');
  await mkdir(programs, { recursive: true });
  for (const [name, script] of Object.entries({ pulumi, bun })) {
    await writeFile(join(programs, name), script);
    await chmod(join(programs, name), 0o755);
  }
  await writeFile(join(project, 'sst.config.ts'), application);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: join(project, 'home'),
    SST_BUN_PATH: join(programs, 'bun'),
    SST_TELEMETRY_DISABLED: '1',
  };
  await promisify(execFile)(sstProgram(), ['install', '--stage', 'dev'], { cwd: project, env });
}

/** npm installs the one for this machine beside `sst`. */
const sstProgram = (): string => join(packages, `sst-${process.platform}-${process.arch}`, 'bin/sst');

async function platformVersion(): Promise<string | undefined> {
  try {
    return (await readFile(join(platform, 'version'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
