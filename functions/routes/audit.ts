/** The audit trail for those who oversee the platform: which streams there are, what stands in one, whether it is intact. */
import type { Actor } from '../domain/actor.ts';
import { listStreams, mayAudit, readStream, verifyStream } from '../service/audit-reading.ts';
import { DamagedEvent, InvalidCursor } from '../service/ports.ts';
import { invalidRequest, problem } from './answer.ts';
import { signedInProblems } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const listed = {
  prefix: text(300, { zh: '流名的开头', en: 'How names of streams begin' }),
  limit: wholeNumber({ min: 1, max: 1000, fallback: 100 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(1000, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};
const named = { stream: text(300, { zh: '流名', en: 'Name of the stream' }) };
const noStore = { 'Cache-Control': 'no-store' } as const;

async function list(deps: OversightDeps, c: AppContext, actor: Actor): Promise<Response> {
  const asked = readParameters(c.req.url, listed);
  if (asked.outcome === 'invalid') return invalidRequest(c, asked.errors);
  const { prefix = '', limit = 100, cursor } = asked.values;
  try {
    const page = await listStreams(deps, actor, { prefix, limit, ...(cursor !== undefined && { cursor }) });
    const search = new URLSearchParams({ prefix, limit: `${limit}`, cursor: page.cursor ?? '' });
    const next = page.cursor === undefined ? null : `${deps.portalUrl}/api/v1/audit?${search}`;
    return c.json({ data: page.streams, links: { next } }, 200, noStore);
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    return invalidRequest(c, [{ field: 'cursor', message: error.message }]);
  }
}

/** The stream that the address names. */
function streamOf(c: AppContext): { readonly stream: string } | { readonly refused: Response } {
  const asked = readParameters(c.req.url, named);
  if (asked.outcome === 'invalid') return { refused: invalidRequest(c, asked.errors) };
  const { stream } = asked.values;
  if (stream) return { stream };
  return { refused: invalidRequest(c, [{ field: 'stream', message: 'name one of /api/v1/audit' }]) };
}

async function events(deps: OversightDeps, c: AppContext, actor: Actor): Promise<Response> {
  const asked = streamOf(c);
  if ('refused' in asked) return asked.refused;
  try {
    const lines = await readStream(deps, actor, asked.stream);
    if (lines === undefined) return problem(c, 'unknown-stream');
    return c.body(lines, 200, { ...noStore, 'Content-Type': 'application/jsonl' });
  } catch (error) {
    if (!(error instanceof DamagedEvent)) throw error;
    return problem(c, 'stream-damaged', { members: { sequence: error.sequence } });
  }
}

async function check(deps: OversightDeps, c: AppContext, actor: Actor): Promise<Response> {
  const asked = streamOf(c);
  if ('refused' in asked) return asked.refused;
  const found = await verifyStream(deps, actor, asked.stream);
  return found ? c.json(found, 200, noStore) : problem(c, 'unknown-stream');
}

const overseen =
  (deps: OversightDeps, answer: (c: AppContext, actor: Actor) => Promise<Response>) =>
  (c: AppContext): Promise<Response> =>
    authenticated(deps, c, async (actor) =>
      mayAudit(actor) ? answer(c, actor) : problem(c, 'not-your-list'),
    );

export function auditRoutes(deps: OversightDeps): Route[] {
  const shared = {
    method: 'GET',
    tag: 'platform',
    auth: 'bearer',
    isOpenData: false,
    headers: actingForHeader,
  } as const;
  const problems = ['invalid-request', ...signedInProblems, 'not-your-list'] as const;
  return [
    {
      ...shared,
      path: '/api/v1/audit',
      summary: { zh: '审计：全部事件流', en: 'Audit: all event streams' },
      description: {
        zh: '流名、事件数和最后一个哈希；供监督和审计人员查阅。',
        en: 'Name, number of events and last hash of each; for supervisors and auditors.',
      },
      query: listed,
      answers: [{ status: 200, description: 'A page, by name', content: { 'application/json': {} } }],
      problems: [...problems],
      handle: overseen(deps, (c, actor) => list(deps, c, actor)),
    },
    {
      ...shared,
      path: '/api/v1/audit/events',
      summary: { zh: '审计：一个事件流的记录', en: 'Audit: the record of one stream' },
      description: {
        zh: '每行 `{"event":…,"hash":…}`，可脱离本平台核验；谁读取了哪个流也记录在案。',
        en: 'Lines of `{"event":…,"hash":…}`, which anyone can verify without the platform; who reads is on record too.',
      },
      query: named,
      answers: [{ status: 200, description: 'The record', content: { 'application/jsonl': {} } }],
      problems: [...problems, 'unknown-stream', 'stream-damaged'],
      handle: overseen(deps, (c, actor) => events(deps, c, actor)),
    },
    {
      ...shared,
      path: '/api/v1/audit/check',
      summary: { zh: '审计：核验一个事件流', en: 'Audit: whether a stream is intact' },
      query: named,
      answers: [
        {
          status: 200,
          description: '`intact`, or the first broken link',
          content: { 'application/json': {} },
        },
      ],
      problems: [...problems, 'unknown-stream'],
      handle: overseen(deps, (c, actor) => check(deps, c, actor)),
    },
  ];
}
