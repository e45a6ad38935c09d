import type { Context, Next } from 'hono';
import { routePath } from 'hono/route';
import { ulid } from 'ulidx';
import type { Span } from '../../service/ports-telemetry.ts';
import type { AppDeps, Env } from '../deps.ts';
import { whenSent } from './sent.ts';

type Deps = Pick<AppDeps, 'log' | 'now' | 'portalUrl' | 'telemetry'>;

/**
 * An id of our own for every request, in its answer, in its log line and in its trace. The line names the route's
 * pattern, not the address: what people search for and who they are is nobody's business.
 */
export function requestScope(deps: Deps) {
  const { tracing, metrics } = deps.telemetry ?? {};
  return async (c: Context<Env>, next: Next): Promise<void> => {
    if (!tracing && !metrics) return answer(deps, c, next);
    const traceparent = c.req.header('traceparent');
    const observed = (span?: Span) => answer(deps, c, next, span ?? 'measured');
    await (tracing ? tracing.request(traceparent, c.req.method, observed) : observed());
  };
}

/** `observed`: the span of the request, or only that it is measured to the last byte that is sent. */
async function answer(
  { log, now, portalUrl, telemetry }: Deps,
  c: Context<Env>,
  next: Next,
  observed?: Span | 'measured',
): Promise<void> {
  const started = performance.now();
  const at = now();
  const request = `req_${ulid(at.getTime())}`;
  c.set('requestId', request);
  c.set('portalUrl', portalUrl);
  c.set('isOpenData', false);
  c.set('warn', (event, facts) => log({ level: 'warn', at: at.toISOString(), request, event, ...facts }));
  await next();
  c.res.headers.set('X-Request-Id', request);
  const { method } = c.req;
  // Hono answers HEAD with the answer to GET, whose body nobody will read.
  if (method === 'HEAD') await c.res.body?.cancel();
  const [route, { status }] = [routePath(c, -1), c.res];
  const line = { level: 'info', at: at.toISOString(), request, method, route, status };
  const elapsed = () => Math.round(performance.now() - started);
  if (!observed) return log({ ...line, milliseconds: elapsed() });
  const counted = whenSent(c.res, method, (bytes) => {
    const measured = { route, status, milliseconds: elapsed(), bytes };
    log({ ...line, ...measured, ...telemetry?.metrics?.ofRequest(measured) });
    if (observed === 'measured') return;
    const facts = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
    observed.end({ ...facts, bytes, request }, status >= 500 ? status : undefined);
  });
  if (counted) c.res = counted;
}
