/** What was read from other portals' catalogues (Art. 9, 15), for those who decide what of it stands in ours. */
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { harvestedId, harvestedParts } from '../domain/harvest-source.ts';
import { statusOf } from '../domain/harvested.ts';
import { mayHarvested, reviewStates } from '../domain/harvested-permissions.ts';
import { once } from '../domain/once.ts';
import {
  acceptHarvested,
  type HarvestedEntry,
  listHarvested,
  type Reviewed,
  rejectHarvested,
  showHarvested,
} from '../service/harvest/review.ts';
import { type KnownSource, loadSources } from '../service/harvest/sources.ts';
import { invalidRequest, problem } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, PublicationDeps } from './deps.ts';
import { choice, readParameters, text, wholeNumber } from './parameters.ts';
import { bodyProblems } from './publications.ts';
import type { Route } from './route.ts';

const command = once(() => {
  const seen = {
    hash: type(/^[0-9a-f]{64}$/),
    /** Of what was looked at: then nobody else's decision of meanwhile is overturned unseen. */
    'status?': type.enumerated(...reviewStates, 'gone'),
  } as const;
  return type({
    '+': 'reject',
    type: "'accept'",
    ...seen,
    /** Members of the draft that are to be others; `null` takes one out. */
    'corrections?': 'Record<string, unknown>',
  }).or({ '+': 'reject', type: "'reject'", ...seen, reason: '1 <= string <= 1000' });
});

const listQuery = {
  status: choice([...reviewStates, 'gone'], { zh: '状态', en: 'State' }),
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  after: text(32, { zh: '上一页最后一条的 key', en: '`key` of the last entry of the page before' }),
};

const notKept = { 'Cache-Control': 'no-store' } as const;

/** The source, if the actor may know of it. */
async function sourceFor(
  { records }: PublicationDeps,
  id: string,
  actor: Actor,
): Promise<KnownSource | undefined> {
  const known = (await loadSources(records)).get(id);
  return known && mayHarvested(actor, known.source.agency, 'look') ? known : undefined;
}

async function sources({ records }: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const all = [...(await loadSources(records)).values()];
  const data = all
    .filter(({ source }) => mayHarvested(actor, source.agency, 'look'))
    .map(({ source, latest }) => ({ ...source, latest: latest ?? null }));
  return c.json({ data }, 200, notKept);
}

async function entries(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, listQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { status, limit = 20, after = '' } = read.values;
  const id = c.req.param('id') ?? '';
  if (!(await sourceFor(deps, id, actor))) return problem(c, 'unknown-harvested');
  const wanted = (await listHarvested(deps, id)).filter(
    (entry) => status === undefined || statusOf(entry) === status,
  );
  const page = wanted.filter(({ key }) => key > after).slice(0, limit);
  const data = page.map((entry) => ({ id: harvestedId(id, entry.key), status: statusOf(entry), ...entry }));
  return c.json({ data, meta: { total: wanted.length } }, 200, notKept);
}

/** The entry as it stands, if the actor may know of it. */
async function entryFor(
  deps: PublicationDeps,
  id: string,
  actor: Actor,
): Promise<HarvestedEntry | undefined> {
  const { source, key } = harvestedParts(id);
  return (await sourceFor(deps, source, actor)) ? showHarvested(deps, source, key) : undefined;
}

async function entry(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = await entryFor(deps, id, actor);
  if (!found) return problem(c, 'unknown-harvested');
  const { entry: state, ...more } = found;
  return c.json({ id, status: statusOf(state), ...state, ...more }, 200, notKept);
}

async function decide(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const read = await readBody(c, command());
  if ('refused' in read) return read.refused;
  const { source, key } = harvestedParts(id);
  const known = await sourceFor(deps, source, actor);
  if (!known) return problem(c, 'unknown-harvested');
  const { value } = read;
  // Before anything of the entry is told.
  if (!mayHarvested(actor, known.source.agency, value.type)) return problem(c, 'not-permitted');
  const asked = { source, key, actor, ...value };
  const result: Reviewed =
    asked.type === 'accept' ? await acceptHarvested(deps, asked) : await rejectHarvested(deps, asked);
  if (result.outcome === 'refused') {
    const { refusal, defects } = result;
    return problem(c, refusal.code, { detail: refusal.message, ...(defects && { members: { defects } }) });
  }
  return entry(deps, c, actor);
}

const json = (schema: object = {}) => ({ 'application/json': schema });
const ofSource = {
  id: { description: { zh: '来源标识', en: 'Id of the source' }, json: { type: 'string' } },
};
const ofEntry = { id: { description: { zh: '条目标识', en: 'Id of the entry' }, json: { type: 'string' } } };

export function harvestedRoutes(deps: PublicationDeps): Route[] {
  const shared = { tag: 'harvested', auth: 'bearer', isOpenData: false } as const;
  const as = (work: typeof sources) => (c: AppContext) =>
    authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/harvest-sources',
      summary: { zh: '所采集的其他平台', en: 'Other portals that are harvested' },
      answers: [{ status: 200, description: 'The sources, each with its latest run', content: json() }],
      problems: signedInProblems,
      handle: as(sources),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/harvest-sources/{id}/entries',
      summary: { zh: '从一个平台采集的条目', en: 'What was read from one of them' },
      pathParameters: ofSource,
      query: listQuery,
      answers: [{ status: 200, description: 'A page, by key', content: json() }],
      problems: ['invalid-request', ...signedInProblems, 'unknown-harvested'],
      handle: as(entries),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/harvested/{id}',
      summary: {
        zh: '一个采集条目：来源所述、草稿和待改正处',
        en: 'An entry: what is told, the draft, its defects',
      },
      pathParameters: ofEntry,
      answers: [{ status: 200, description: 'The entry', content: json() }],
      problems: [...signedInProblems, 'unknown-harvested'],
      handle: as(entry),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/harvested/{id}/commands',
      summary: { zh: '采纳或者退回', en: 'Accept or reject' },
      description: {
        zh: 'hash 取自所查看的条目：来源另有变化时不予采纳；同时给出 status 的，他人已作决定时也不予办理。采纳不等于发布。',
        en: '`hash` is that of the entry that was looked at: what has changed since is not decided on; with its `status`, neither is what somebody else decided on since. Accepting does not publish.',
      },
      pathParameters: ofEntry,
      headers: csrfParameter,
      body: () => json(command().toJsonSchema()),
      answers: [{ status: 200, description: 'The entry as it is now', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'unknown-harvested',
        'not-permitted',
        'gone-at-source',
        'changed-at-source',
        'overtaken',
        'harvested-not-publishable',
        'reason-required',
      ],
      handle: as(decide),
    },
  ];
}
