import type { buildApp } from 'fauxqs';

/**
 * S3 answers a write with `If-None-Match: *` to a key that exists with 412, and to a key that another such
 * write is creating at the same time with 409. The emulator ignores the header, so this adds those two answers.
 */
export function addConditionalWrites(app: ReturnType<typeof buildApp>): void {
  const beingWritten = new Map<string, string>();

  app.addHook('preHandler', async (request, reply) => {
    if (request.headers['if-none-match'] !== '*') return;
    if (request.method !== 'PUT' && request.method !== 'POST') return;
    const path = request.url.split('?')[0] ?? '';
    if (beingWritten.has(path)) return refuse(409, 'ConditionalRequestConflict');
    beingWritten.set(path, request.id);
    const head = await app.inject({ method: 'HEAD', url: path });
    if (head.statusCode === 200) return refuse(412, 'PreconditionFailed');
    return;

    function refuse(status: number, code: string) {
      const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>If-None-Match</Message></Error>`;
      return reply.code(status).header('content-type', 'application/xml').send(xml);
    }
  });

  app.addHook('onResponse', async (request) => {
    const path = request.url.split('?')[0] ?? '';
    if (beingWritten.get(path) === request.id) beingWritten.delete(path);
  });
}
