/** Requests that bring an access key: admitted, limited, watched and logged, around the very handlers of open data. */
import type { Access, Admitted, Wanted } from '../service/access-key/access.ts';
import { guardedStream } from '../service/access-key/guarded-stream.ts';
import type { LimitState } from '../service/access-key/limits.ts';
import { problem } from './answer.ts';
import type { AppContext, QueryDeps } from './deps.ts';
import { rateLimitHeaders } from './http/rate-limit.ts';
import { outageProblem } from './outage.ts';

/** Conditional data is kept by nobody on the way: after a revocation, neither browser nor proxy may have it. */
export const notKept = { 'Cache-Control': 'no-store' } as const;

export const keyHeaders = {
  'X-API-Key': {
    description: {
      zh: '有条件开放数据的访问密钥；也可以写作 Authorization: Bearer KEY，绝不要放在网址中',
      en: 'Access key for conditional data; or `Authorization: Bearer KEY`. Never in the address',
    },
    json: { type: 'string', pattern: '^jlod_live_[0-9A-Za-z]{59}$' },
  },
};

export const keyProblems = [
  'key-in-url',
  'invalid-key',
  'address-not-allowed',
  'grant-ended',
  'access-not-granted',
  'grant-outdated',
  'rate-limited',
  'quota-used-up',
] as const;

/**
 * The key of a request; undefined without one. Clients send `Authorization` everywhere, so other tokens in it are
 * not looked at; nor are other keys on a download, which is given to anybody where the data is open.
 */
function presentedKey(c: AppContext, isDownload: boolean): string | undefined {
  const header = c.req.header('X-API-Key')?.trim();
  if (header !== undefined && (header.startsWith('jlod_') || !isDownload)) return header;
  const [, bearer = ''] = /^Bearer +(\S{1,200})$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  return bearer.startsWith('jlod_') ? bearer : undefined;
}

/** What a handler answers, and how many rows that tells. */
export interface Told {
  readonly response: Response;
  readonly rows: number;
  /** The body is made while it is read: it ends when the grant does. */
  readonly isStream?: boolean;
  /** Tells nothing of the data: it costs nothing of the quota. */
  readonly isFree?: boolean;
  /** All places for such answers were taken. */
  readonly isBusy?: boolean;
}

/**
 * Answers with `holder` when the request brings a key that is good for this dataset, with `anybody` when it brings
 * none or one for something else. A wrong key is answered alike whatever it asks for, so that nobody learns anything.
 */
export async function withKey(
  deps: QueryDeps,
  c: AppContext,
  { kind, route }: Omit<Wanted, 'dataset'>,
  anybody: () => Response | Promise<Response>,
  holder: (access: Access) => Promise<Told>,
): Promise<Response> {
  const text = presentedKey(c, route.startsWith('/files/'));
  if (text === undefined) return anybody();
  const wanted = { dataset: c.req.param('id') ?? '', kind, route };
  const admitted = await deps.accessKeys.admit({ text, address: deps.remoteAddress(c) }, wanted);
  if (admitted.outcome === 'elsewhere') return anybody();
  // Pages of other origins have no business with keys.
  c.set('isOpenData', false);
  return admitted.outcome === 'admitted' ? answerHolder(c, admitted.access, holder) : refused(c, admitted);
}

function refused(
  c: AppContext,
  admitted: Exclude<Admitted, { outcome: 'admitted' | 'elsewhere' }>,
): Response {
  switch (admitted.outcome) {
    case 'invalid':
      return invalidKey(c);
    case 'address-not-allowed':
      return problem(c, admitted.outcome);
    case 'grant-ended':
      return problem(c, 'grant-ended', { members: { grantStatus: admitted.status } });
    case 'access-not-granted': {
      const { allowed, limits } = admitted;
      return problem(c, 'access-not-granted', { members: { allowed }, headers: rateLimitHeaders(limits) });
    }
    case 'used-up':
      return usedUp(c, admitted.limit, admitted.limits);
  }
}

const invalidKey = (c: AppContext): Response =>
  problem(c, 'invalid-key', {
    headers: { 'WWW-Authenticate': `Bearer realm="${c.var.portalUrl}", error="invalid_token"` },
  });

function usedUp(
  c: AppContext,
  { name, limit, window, reset }: LimitState,
  limits: readonly LimitState[],
): Response {
  const code = name === 'rate' ? 'rate-limited' : 'quota-used-up';
  return problem(c, code, {
    detail: `The limit is ${limit} requests in ${window} seconds.`,
    members: { limit: name },
    headers: { 'Retry-After': String(reset), ...rateLimitHeaders(limits) },
  });
}

async function answerHolder(
  c: AppContext,
  access: Access,
  holder: (access: Access) => Promise<Told>,
): Promise<Response> {
  const { response, rows, isStream = false, isBusy = false, ...told } = await asked(c, access, holder);
  const { status, body } = response;
  // What is refused for what it says, or for want of room, is no use of the data. The rate counts it all the same.
  const isFree = told.isFree || isBusy || (status >= 400 && status < 500);
  const limits = rateLimitHeaders(isFree ? access.refund() : access.limits);
  for (const [name, value] of Object.entries(limits)) response.headers.set(name, value);
  const standing = status < 400 ? await access.standing() : 'stands';
  if (standing !== 'stands') {
    await body?.cancel();
    access.note({ status: 403, rows: 0, bytes: 0 });
    return standing === 'invalid-key' ? invalidKey(c) : problem(c, standing, { headers: limits });
  }
  if (!body || !isStream || status >= 400) {
    const bytes = body ? Number(response.headers.get('Content-Length') ?? 0) : 0;
    access.note({ status, rows, bytes });
    return response;
  }
  const stands = async () => (await access.standing()) === 'stands';
  const watched = guardedStream(body, stands, ({ bytes, cut }) =>
    access.note({ status, rows, bytes, ...(cut && { cut }) }),
  );
  return new Response(watched, response);
}

/** What the handler tells; outages are told here, with the limits, as every answer to a key. */
async function asked(
  c: AppContext,
  access: Access,
  holder: (access: Access) => Promise<Told>,
): Promise<Told> {
  try {
    return await holder(access);
  } catch (error) {
    const outage = error instanceof Error ? outageProblem(error) : undefined;
    if (!outage) {
      access.note({ status: 500, rows: 0, bytes: 0 });
      throw error;
    }
    const headers = { 'Retry-After': String(outage.retryAfter) };
    return { response: problem(c, outage.code, { headers }), rows: 0, isBusy: outage.code === 'busy' };
  }
}
