import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { json } from 'node:stream/consumers';

/** A bundle of its own for each function, below `directory`: what is packed beside it must not meet another's. */
async function makeBundle(directory: string, handler: string): Promise<string> {
  const out = join(directory, basename(handler));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'handler.mjs'), 'export const handler = async () => ({});\n');
  return out;
}

/** What SST's program answers to its own components; of a function's bundle only that there is one. */
export async function startRpc(bundles: string): Promise<{ address: string; stop(): void }> {
  const answers: Readonly<Record<string, (input: { handler: string }) => unknown>> = {
    'Provider.Aws.Bootstrap': () => ({
      asset: 'sst-asset',
      assetEcrRegistryId: '111122223333',
      assetEcrUrl: '111122223333.dkr.ecr.ap-east-1.amazonaws.com/sst-asset',
      state: 'sst-state',
    }),
    'Runtime.Build': async ({ handler }) => ({
      handler,
      out: await makeBundle(bundles, handler),
      errors: [],
      sourcemaps: [],
    }),
  };
  const server = createServer(async (request, response) => {
    const { method, params } = (await json(request)) as { method: string; params: [{ handler: string }] };
    const answer = answers[method];
    const body = answer ? { result: await answer(params[0]) } : { error: `no answer to ${method}` };
    response.setHeader('Connection', 'close').end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
