/** A door before S3 that can be told to stop whoever asks for something. */
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WatchedS3 {
  readonly endpoint: string;
  /** Calls `then` instead of passing on the first request that fits, such as `PUT /bucket/archive/`. */
  once(pattern: RegExp, then: () => void): void;
  stop(): Promise<void>;
}

export async function watchS3(endpoint: string): Promise<WatchedS3> {
  let watch: { readonly pattern: RegExp; readonly then: () => void } | undefined;
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    if (watch?.pattern.test(`${method} ${url}`)) {
      const { then } = watch;
      watch = undefined;
      then();
      request.destroy();
      return;
    }
    const passed = send(endpoint + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    once: (pattern, then) => {
      watch = { pattern, then };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
