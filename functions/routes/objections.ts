/** Objections (异议, Art. 46): anybody files one and follows it by its receipt; offices handle it by the clock of the law. */
import { objectionBody, objectionBodySchema, objectionFiling } from '../domain/objection-command.ts';
import { objectionRefusals } from '../domain/objection-refusals.ts';
import type { ProblemCode } from '../problem.ts';
import { disclosedObjections, objectionScopes, publicList } from '../service/objection/lists.ts';
import type { ObjectionService } from '../service/objection/objection.ts';
import { receiptHash } from '../service/receipt.ts';
import { invalidRequest, problem } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { askerOf, authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import { proofHeader, unproven } from './challenges.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { attached, objectionAsker, receiptHeader, refusedObjection } from './objection-asking.ts';
import { choice, flag, readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';

const json = (schema: object = {}) => ({ 'application/json': schema });
const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;
const refusals = Object.keys(objectionRefusals) as readonly (keyof typeof objectionRefusals)[];
const idParameter = {
  id: {
    description: { zh: '异议编号', en: 'Id of the objection' },
    json: { type: 'string', pattern: '^obj_[0-9A-HJKMNP-TV-Z]{26}$' },
  },
};

const publicQuery = {
  scope: choice(objectionScopes, {
    zh: '仅供工作人员：queue 待本单位办理，按期限；agency 本部门全部；all 全部。不写则为公开列表',
    en: 'For officials: `queue`, waiting for the office, by due date; `agency`, all of it; `all`. Without it the public list',
  }),
  dataset: text(100, { zh: '只要这个数据集', en: 'Only against this dataset' }),
  open: flag({ zh: '只要未办结的', en: 'Only those that stand' }),
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  offset: wholeNumber({ min: 0, max: 100_000, fallback: 0 }, { zh: '从第几条起', en: 'From which on' }),
  cursor: text(300, { zh: '工作人员列表上一页的游标', en: 'Cursor from the page before, of officials' }),
};

async function file(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return asker.response;
  const read = await readBody(c, objectionFiling());
  if ('refused' in read) return read.refused;
  // Last, for it uses the proof up.
  const refused = asker.kind === 'anonymous' ? await unproven(deps, c) : undefined;
  if (refused) return refused;
  const account = asker.kind === 'account' ? { account: asker.actor.id } : {};
  const result = await service.file({ filing: read.value, ...account });
  if (result.outcome === 'refused') return refusedObjection(c, result);
  const { outcome: _outcome, ...told } = result;
  const links = { self: `${deps.portalUrl}/api/v1/objections/${told.id}` };
  return c.json({ ...told, links }, 201, { ...notKept, Location: links.self });
}

/** The public list out of the snapshot, or an office's own. */
async function list(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const read = readParameters(c.req.url, publicQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { scope, dataset, open = false, limit = 20, offset = 0, cursor } = read.values;
  if (scope === undefined) {
    const asker = await objectionAsker(deps, c);
    if (asker instanceof Response) return asker;
    const asked = { ...(dataset !== undefined && { dataset }), open, limit, offset };
    const { objections, ...counts } = publicList(deps.catalogue(), deps.now().toISOString(), asked);
    return c.json({ data: objections, ...counts }, 200, notKept);
  }
  return authenticated(deps, c, async (actor) => {
    const from = cursor === undefined ? {} : { cursor };
    const result = await service.list({ actor, scope, limit, ...from });
    if (result.outcome === 'not-permitted') return problem(c, 'not-your-list');
    if (result.outcome !== 'list')
      return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
    const { objections, cursor: next } = result;
    return c.json({ data: objections, ...(next !== undefined && { cursor: next }) }, 200, notKept);
  });
}

/** Whole for whoever has a part in it, the public part for everybody else. */
async function one(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const asker = await objectionAsker(deps, c);
  if (asker instanceof Response) return asker;
  const id = c.req.param('id') ?? '';
  const whole = asker.actor || asker.receipt ? await service.read(id, asker) : undefined;
  if (whole) return c.json(whole, 200, notKept);
  if (asker.receipt) return problem(c, 'unknown-objection');
  const told = disclosedObjections(deps.catalogue()).find((each) => each.id === id);
  return told ? c.json({ id, public: told }, 200, notKept) : problem(c, 'unknown-objection');
}

/** The objection of a receipt, without its id. The receipt stands in a header: addresses are logged on the way. */
async function byReceipt(service: ObjectionService, c: AppContext): Promise<Response> {
  const receipt = receiptHash(c.req.header('Receipt-Code') ?? '');
  const whole = receipt === undefined ? undefined : await service.readByReceipt(receipt);
  return whole ? c.json(whole, 200, notKept) : problem(c, 'unknown-objection');
}

async function command(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const asker = await objectionAsker(deps, c);
  if (asker instanceof Response) return asker;
  const read = await readBody(c, objectionBody);
  if ('refused' in read) return read.refused;
  const result = await service.command({ id: c.req.param('id') ?? '', asker, body: read.value });
  return result.outcome === 'refused' ? refusedObjection(c, result) : c.json(result, 200, notKept);
}

/** Those that the account has filed, whole. */
async function mine(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  return authenticated(deps, c, async (actor) => {
    const ids = await service.ofAccount(actor);
    const views = await Promise.all(ids.map((id) => service.read(id, { actor })));
    return c.json({ data: views.filter((view) => view !== undefined) }, 200, notKept);
  });
}

export function objectionRoutes(deps: OversightDeps, service: ObjectionService): Route[] {
  const shared = { tag: 'objections', auth: 'optional', isOpenData: false } as const;
  const handled: readonly ProblemCode[] = [...refusals, 'objection-overtaken'];
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/objections',
      summary: { zh: '数据异议公开列表', en: 'Objections, in public' },
      description: {
        zh: '种类、对象、日期、状态、法定期限和处理结果（《办法》第四十六条）；不含异议内容和异议人。',
        en: 'Kind, target, dates, status, statutory clocks and outcome (Art. 46); never the words, never who objects.',
      },
      query: publicQuery,
      answers: [{ status: 200, description: 'A page, newest first, with figures', content: json() }],
      problems: ['invalid-request', ...signedInProblems, 'not-your-list'],
      handle: (c) => list(deps, service, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/objections',
      summary: { zh: '提出数据异议', en: 'File an objection' },
      description: {
        zh: '可以不登录：附计算证明（Proof-Of-Work）。收到即自动标注；答复中的回执码只告知一次，凭码查询、补充和撤回。',
        en: 'Without an account a proof of work is sent. It is marked on receipt; the receipt code is told once, and follows, supplements and withdraws it.',
      },
      headers: proofHeader,
      body: () => json(objectionFiling().toJsonSchema({ fallback: ({ base }) => base })),
      answers: [{ status: 201, description: 'Its id and its receipt', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'proof-required',
        'proof-refused',
        'unknown-target',
        'too-many-objections',
        'blank-text',
        'objection-overtaken',
      ],
      handle: (c) => file(deps, service, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/objections/mine',
      summary: { zh: '本人提出的异议', en: 'Objections of one’s own' },
      auth: 'bearer',
      answers: [{ status: 200, description: 'Up to a hundred, newest first', content: json() }],
      problems: [...signedInProblems],
      handle: (c) => mine(deps, service, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/objections/receipt',
      summary: { zh: '凭回执码查询异议', en: 'The objection of a receipt' },
      headers: receiptHeader,
      auth: 'none',
      answers: [{ status: 200, description: 'The whole objection', content: json() }],
      problems: ['unknown-objection'],
      handle: (c) => byReceipt(service, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/objections/{id}',
      // These are no ids.
      pattern: '/api/v1/objections/:id{(?!(?:mine|receipt)$)[^/]+}',
      summary: { zh: '读取一件异议', en: 'Read an objection' },
      description: {
        zh: '公开部分人人可读；有回执码的人和经办人员读到全部。',
        en: 'The public part for everybody; the whole for the holder of the receipt and for officials.',
      },
      pathParameters: idParameter,
      headers: receiptHeader,
      answers: [{ status: 200, description: 'The objection', content: json() }],
      problems: [...signedInProblems, 'unknown-objection'],
      handle: (c) => one(deps, service, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/objections/{id}/commands',
      summary: { zh: '办理异议：补充、撤回、转交、说明、核实、决定、告知', en: 'Give a command' },
      pathParameters: idParameter,
      headers: receiptHeader,
      body: () => json(objectionBodySchema()),
      answers: [{ status: 200, description: 'The status and the events', content: json() }],
      problems: [...bodyProblems, ...actingProblems, ...handled],
      handle: (c) => command(deps, service, c),
    },
    ...attached(deps, service, idParameter, shared),
  ];
}
