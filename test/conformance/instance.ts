/** The running platform that is held against the standards: one that is given, or one of our own for as long as it takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Instance {
  /** Asks for a path, or for an address that the instance named, whatever it calls itself. */
  ask(address: string): Promise<Response>;
  /** Of every published dataset. */
  ids(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function instanceAt(url: string, close: () => Promise<void> = async () => {}): Instance {
  const ask = (address: string) => {
    const { pathname, search } = new URL(address, url);
    return fetch(new URL(pathname + search, url));
  };
  return { ask, close, ids: () => idsOf(ask) };
}

interface List {
  readonly data: readonly { readonly id: string; readonly status: string }[];
  readonly links: { readonly next: string | null };
}

async function idsOf(ask: Instance['ask']): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | null = '/api/v1/datasets?limit=100&sort=title'; next !== null; ) {
    const { data, links } = (await (await ask(next)).json()) as List;
    ids.push(...data.filter(({ status }) => status === 'published').map(({ id }) => id));
    next = links.next;
  }
  return ids;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** Starts the platform on its shipped datasets, as `npm start` does, with a directory of its own. */
export async function startInstance(): Promise<Instance> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  const port = await freePort();
  const program = join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, ['functions/local/start.ts'], {
    cwd: program,
    env: { ...process.env, PORT: String(port), DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = async () => {
    if (child.exitCode === null && child.kill('SIGINT')) await once(child, 'exit');
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  };
  const isServing = await new Promise<boolean>((resolve) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ctrl-C stops.')) resolve(true);
      });
    child.once('exit', () => {
      console.error(said);
      resolve(false);
    });
  });
  if (isServing) return instanceAt(`http://localhost:${port}`, close);
  await close();
  throw new Error('the platform ended before it served');
}
