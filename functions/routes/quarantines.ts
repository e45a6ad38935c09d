/** What is quarantined (Art. 43, 45), with its proof, for those who may bring it back. */
import type { Actor } from '../domain/actor.ts';
import { listQuarantines, mayListQuarantines } from '../service/publication/quarantines.ts';
import { invalidRequest, problem } from './answer.ts';
import { signedInProblems } from './applications.ts';
import { authenticated } from './authenticated.ts';
import type { AppContext, PublicationDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { readParameters, text } from './parameters.ts';
import type { Route } from './route.ts';

const query = { dataset: text(64, { zh: '只要这个数据集的', en: 'Only of this dataset' }) };

async function list(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, query);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  if (!mayListQuarantines(actor)) return problem(c, 'not-your-list');
  const { dataset } = read.values;
  const data = await listQuarantines(deps, { actor, ...(dataset !== undefined && { dataset }) });
  return c.json({ data: [...data] }, 200, notKept);
}

export const quarantineRoutes = (deps: PublicationDeps): Route[] => [
  {
    method: 'GET',
    path: '/api/v1/quarantines',
    tag: 'publications',
    auth: 'bearer',
    isOpenData: false,
    summary: { zh: '紧急下线（隔离）的数据', en: 'What is quarantined' },
    description: {
      zh: '本单位的，监督、审计人员看各单位的：理由、依据、各公开地址的核实结果、解除请求，以及可以怎样办理。',
      en: 'Of the agency acted for, of all for the Bureau and auditors: reason, basis, what every public address answered, a request for release, and what may be done.',
    },
    query,
    answers: [{ status: 200, description: 'All of it, latest first', content: { 'application/json': {} } }],
    problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
    handle: (c) => authenticated(deps, c, (actor) => list(deps, c, actor)),
  },
];
