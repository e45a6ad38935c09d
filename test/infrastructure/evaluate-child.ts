/** One evaluation: Pulumi's mocks stand for AWS, a local answerer for the part of SST that is written in Go. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChildAnswer, ChildInput, Wrong } from './evaluate.ts';
import { answerCall, stateOf } from './mock-aws.ts';
import { startRpc } from './mock-rpc.ts';
import type { Resource } from './resource.ts';
import { platform, root } from './sst-platform.ts';

// Pulumi takes down where each of its promises was made; nobody reads that here either.
Error.stackTraceLimit = 1;

// Pulumi would write down the code of every dynamic provider, which takes a compiler; nobody reads it here.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('/closure/serializeClosure.js')
      ? {
          format: 'commonjs',
          shortCircuit: true,
          source: 'exports.serializeFunction = async () => ({ text: "", containsSecrets: false });',
        }
      : next(url, context),
});

interface Program {
  readonly config: {
    app(input: { stage: string }): Promise<Record<string, unknown>>;
    run(): Promise<Record<string, unknown>>;
  };
  readonly run: (program: () => Promise<Record<string, unknown>>) => Promise<Record<string, unknown>>;
  readonly $transform: (
    component: unknown,
    change: (args: Record<string, unknown>, opts: unknown, name: string) => void,
  ) => void;
  readonly sst: { readonly aws: Record<string, unknown> };
}

async function evaluate({ program, directory, stage, wrong }: ChildInput): Promise<ChildAnswer> {
  const { runtime } = await import('@pulumi/pulumi');
  const rpc = await startRpc(join(directory, 'bundles'));
  process.env.SST_SERVER = rpc.address;
  const resources: Resource[] = [];
  await runtime.setMocks({ newResource: stateOf, call: answerCall }, 'jilin-open-data', stage, false);
  record(resources, runtime.getMonitor());
  Object.assign(globalThis, {
    sstCli: {
      command: 'deploy',
      rpc: '',
      state: { version: {} },
      paths: { home: directory, root, work: join(directory, stage), platform },
    },
  });
  const { config, run, $transform, sst } = (await import(pathToFileURL(program).href)) as Program;
  const app = await config.app({ stage });
  Object.assign(globalThis, { sstApp: { removal: 'retain', protect: false, ...app, stage } });
  for (const each of wrong) $transform(sst.aws[each.component], spoil(each));
  await runtime.runInPulumiStack(() => run(config.run));
  await runtime.disconnect();
  rpc.stop();
  return { stage, app, resources };
}

/** Lays wrong arguments over those of one component. */
function spoil(wrong: Wrong) {
  return (args: Record<string, unknown>, _opts: unknown, name: string) => {
    if (name !== wrong.name) return;
    for (const [key, value] of Object.entries(wrong.args)) {
      const given = args[key];
      args[key] = laid(given, value);
    }
  };
}

function laid(given: unknown, value: unknown): unknown {
  if (Array.isArray(given) && Array.isArray(value)) return [...given, ...value];
  const bothObjects = [given, value].every((each) => typeof each === 'object' && each !== null);
  return bothObjects ? { ...(given as object), ...(value as object) } : value;
}

type Registration = (
  request: RegistrationRequest,
  callback: (error: unknown, answer: { getUrn(): string }) => void,
) => unknown;
interface RegistrationRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getRetainondelete(): boolean;
  getProtect(): boolean;
}

/** Mocks are not told of options such as `retainOnDelete`; the requests they are made from say them. */
function record(resources: Resource[], monitor: unknown): void {
  const mock = monitor as { registerResource: Registration };
  const register = mock.registerResource.bind(mock);
  mock.registerResource = (request, callback) =>
    register(request, (error, answer) => {
      if (!error)
        resources.push({
          type: request.getType(),
          name: request.getName(),
          parent: request.getParent(),
          urn: answer.getUrn(),
          inputs: plain(request.getObject().toJavaScript()) as Record<string, unknown>,
          retainOnDelete: request.getRetainondelete(),
          protect: request.getProtect(),
        });
      callback(error, answer);
    });
}

const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** The values, with `{ secret: value }` where Pulumi would encrypt. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (Object.values(value).includes(secretSignature))
    return { secret: plain((value as { value?: unknown }).value) };
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}

function answer(message: ChildAnswer): void {
  process.send?.(message, () => process.exit('error' in message ? 1 : 0));
}

const failed = (error: unknown) =>
  answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
process.once('uncaughtException', failed);
process.once('unhandledRejection', failed);
answer(await evaluate(JSON.parse(process.argv[2] ?? 'null') as ChildInput));
