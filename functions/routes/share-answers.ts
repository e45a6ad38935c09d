/** Answers of the routes of sharing between agencies. */
import type { Actor } from '../domain/actor.ts';
import type { ScenarioFacts } from '../domain/scenario.ts';
import type { ShareRefusal } from '../domain/share-command.ts';
import { askForShare, askingAgency, commandShare } from '../service/share/commands.ts';
import type { Outcome, ShareDeps } from '../service/share/contract.ts';
import { listDemand, listShares, type ShareList, shareScopes } from '../service/share/lists.ts';
import { listScenarios, publishScenario, retireScenario } from '../service/share/scenarios.ts';
import { readShare } from '../service/share/view.ts';
import { invalidRequest, problem } from './answer.ts';
import { readBody } from './body.ts';
import type { AppContext } from './deps.ts';
import { notKept } from './keyed.ts';
import { choice, readParameters, text, wholeNumber } from './parameters.ts';
import { type ScenarioOrder, scenarioBody, shareBody, shareCommandBody } from './share-bodies.ts';

export const pagingQuery = {
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};
export const shareQuery = {
  scope: choice(shareScopes, {
    zh: 'asked 本单位提出的；provided 本单位提供的；queue 待本单位办理；all 各单位（监督、审计）',
    en: '`asked`: by the agency acted for; `provided`: of its data; `queue`: waiting for the office; `all`: for the Bureau and auditors',
  }),
  ...pagingQuery,
};

const keptBriefly = { 'Cache-Control': 'public, max-age=30' } as const;

/** What is open already is told with its address. */
function refused(c: AppContext, { code, errors, dataset }: ShareRefusal): Response {
  const address = dataset === undefined ? {} : { dataset: `${c.var.portalUrl}/datasets/${dataset}/` };
  return problem(c, code, { members: { ...(errors && { errors: [...errors] }), ...address } });
}

export async function ask(shares: ShareDeps, c: AppContext, actor: Actor): Promise<Response> {
  if (askingAgency(actor) === undefined) return problem(c, 'share-agency-only');
  const read = await readBody(c, shareBody());
  if ('refused' in read) return read.refused;
  const result = await askForShare(shares, { request: read.value, actor });
  if (result.outcome === 'refused') return refused(c, result.refusal);
  const location = { Location: `${c.var.portalUrl}/api/v1/shares/${result.id}` };
  return c.json(await readShare(shares, result.id, actor), 201, { ...notKept, ...location });
}

export async function one(shares: ShareDeps, c: AppContext, actor: Actor): Promise<Response> {
  const share = await readShare(shares, c.req.param('id') ?? '', actor);
  return share ? c.json(share, 200, notKept) : problem(c, 'unknown-share');
}

export async function command(shares: ShareDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, shareCommandBody());
  if ('refused' in read) return read.refused;
  const id = c.req.param('id') ?? '';
  return done(c, await commandShare(shares, { id, command: read.value, actor }));
}

const done = (c: AppContext, result: Outcome): Response => {
  if (result.outcome === 'refused') return refused(c, result.refusal);
  const { id, status, events } = result;
  return c.json({ id, status, events }, 200, notKept);
};

export async function list(shares: ShareDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, shareQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { scope = 'asked', ...paging } = read.values;
  return listed(c, await listShares(shares, { actor, scope, ...paging }), notKept);
}

export async function demand(shares: ShareDeps, c: AppContext): Promise<Response> {
  const read = readParameters(c.req.url, pagingQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  return listed(c, await listDemand(shares, read.values), keptBriefly);
}

function listed<One>(c: AppContext, result: ShareList<One>, headers: Record<string, string>): Response {
  if (result.outcome === 'not-permitted') return problem(c, 'not-your-list');
  if (result.outcome === 'bad-cursor')
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const asked = new URL(c.req.url);
  const next = new URL(`${c.var.portalUrl}${asked.pathname}${asked.search}`);
  if (result.cursor !== undefined) next.searchParams.set('cursor', result.cursor);
  const links = { next: result.cursor === undefined ? null : next.href };
  return c.json({ data: [...result.shares], links }, 200, headers);
}

/** Whoever published or retired one reads at once that it is so. */
export const scenarios = async (shares: ShareDeps, c: AppContext): Promise<Response> =>
  c.json({ data: await listScenarios(shares) }, 200, { 'Cache-Control': 'no-cache' });

/** Publishing and retiring a scenario. */
export async function order(shares: ShareDeps, c: AppContext, actor: Actor): Promise<Response> {
  if (!actor.roles.includes('supervisor')) return problem(c, 'scenario-not-permitted');
  const read = await readBody(c, scenarioBody());
  if ('refused' in read) return read.refused;
  const { value } = read;
  const result = await (value.type === 'publish'
    ? publishScenario(shares, factsOf(value), actor)
    : retireScenario(shares, value.scenario, value.reason, actor));
  if (result.outcome === 'refused') return refused(c, result.refusal);
  return c.json({ id: result.id }, 200, notKept);
}

const factsOf = ({ type: _type, ...facts }: Extract<ScenarioOrder, { type: 'publish' }>): ScenarioFacts =>
  facts;
