import type { Context, Next } from 'hono';
import { routePath } from 'hono/route';
import { ulid } from 'ulidx';
import type { AppDeps, Env } from '../deps.ts';

/**
 * An id of our own for every request, in its answer and in its log line. The line names the route's pattern, not the
 * address: what people search for and who they are is nobody's business.
 */
export function requestScope({ log, now, portalUrl }: Pick<AppDeps, 'log' | 'now' | 'portalUrl'>) {
  return async (c: Context<Env>, next: Next): Promise<void> => {
    const started = performance.now();
    const at = now();
    const request = `req_${ulid(at.getTime())}`;
    c.set('requestId', request);
    c.set('portalUrl', portalUrl);
    c.set('isOpenData', false);
    c.set('warn', (event, facts) => log({ level: 'warn', at: at.toISOString(), request, event, ...facts }));
    await next();
    c.res.headers.set('X-Request-Id', request);
    // Hono answers HEAD with the answer to GET, whose body nobody will read.
    if (c.req.method === 'HEAD') await c.res.body?.cancel();
    log({
      level: 'info',
      at: at.toISOString(),
      request,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds: Math.round(performance.now() - started),
    });
  };
}
