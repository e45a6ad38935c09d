/** Containers on this machine: what ECS is asked for, started as a process with the environment that it is given. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { dieTogether } from '../child.ts';
import type { Image } from './image.ts';

export interface Container {
  readonly child: ChildProcess;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  printed(): string;
}

export function startContainer(
  { directory, command: [program = '', ...arguments_] }: Image,
  environment: Readonly<Record<string, string>>,
): Container {
  const child = spawn(program === 'node' ? process.execPath : program, arguments_, {
    cwd: directory,
    env: { ...environment, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  dieTogether(child);
  let printed = '';
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece;
    });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, ended, printed: () => printed };
}

/** What `RunTask` is told, as far as it matters here. */
export interface TaskRequest {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly networkConfiguration: object;
  readonly overrides: {
    readonly containerOverrides: readonly [
      { readonly name: string; readonly environment: readonly { name: string; value: string }[] },
    ];
  };
}

export interface Ecs {
  readonly endpoint: string;
  readonly requests: readonly TaskRequest[];
  readonly containers: readonly Container[];
  stop(): Promise<void>;
}

/** Speaks as much of the protocol of ECS as it takes to run a task; `start` is given the environment of the overrides. */
export async function startEcs(
  start: (environment: Readonly<Record<string, string>>) => Container,
): Promise<Ecs> {
  const requests: TaskRequest[] = [];
  const containers: Container[] = [];
  const server = createServer(async (request, response) => {
    if (request.headers['x-amz-target'] !== 'AmazonEC2ContainerServiceV20141113.RunTask') {
      response.writeHead(400).end();
      return;
    }
    const asked = (await json(request)) as TaskRequest;
    requests.push(asked);
    const variables = asked.overrides.containerOverrides[0].environment;
    containers.push(start(Object.fromEntries(variables.map(({ name, value }) => [name, value]))));
    const taskArn = `arn:aws:ecs:cn-north-1:000000000000:task/${requests.length}`;
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ tasks: [{ taskArn }], failures: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    containers,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
