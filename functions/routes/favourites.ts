/** What somebody signed in keeps at hand: their own list, and nobody else's. */
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { slug } from '../domain/dataset-names.ts';
import { mostFavourites, namedBy, subjectOf } from '../domain/favourite.ts';
import { once } from '../domain/once.ts';
import { namedAgency, namedDataset } from '../service/application/names.ts';
import { addFavourite, listFavourites, removeFavourites } from '../service/favourite/favourites.ts';
import { findSubscriber, keepSubscriber } from '../service/favourite/subscriber.ts';
import { problem } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { csrfParameter } from './auth.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import type { Route } from './route.ts';

const command = once(() =>
  type({ '+': 'reject', type: "'add'", dataset: slug, 'notify?': 'boolean' })
    .or({ '+': 'reject', type: "'add'", agency: slug, 'notify?': 'boolean' })
    .or({ '+': 'reject', type: "'remove'", dataset: slug })
    .or({ '+': 'reject', type: "'remove'", agency: slug })
    .or({ '+': 'reject', type: "'clear'" }),
);
type Command = ReturnType<typeof command>['infer'];

/** Changes nothing. The address is told to whom the sign-in tells one: a token without that claim does not learn it here. */
async function list({ records, catalogue }: OversightDeps, c: AppContext, actor: Actor): Promise<Response> {
  const [favourites, subscriber] = await Promise.all([
    listFavourites(records, actor.id),
    findSubscriber(records, actor.id),
  ]);
  const shown = catalogue();
  const data = favourites.map(({ subject, ...kept }) => {
    const named = namedBy(subject);
    const names =
      'dataset' in named
        ? { dataset: namedDataset(shown, named.dataset) }
        : { agency: namedAgency(shown, named.agency) };
    return { ...named, ...kept, names };
  });
  const email = actor.email === undefined ? null : (subscriber?.email ?? actor.email);
  return c.json({ data, email }, 200, notKept);
}

/** Several requests change one list at the same moment, and this one came too late each time it was tried. */
export const favouritesBusy = (c: AppContext): Response =>
  problem(c, 'busy', {
    detail: 'Several requests are changing these favourites at this moment; ask again.',
    headers: { 'Retry-After': '1' },
  });

function carryOut(deps: OversightDeps, { id }: Actor, value: Command) {
  switch (value.type) {
    case 'add':
      return addFavourite(deps, id, subjectOf(value), value.notify);
    case 'remove':
      return removeFavourites(deps.records, id, [subjectOf(value)]);
    case 'clear':
      return removeFavourites(deps.records, id, 'all');
  }
}

async function act(deps: OversightDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, command());
  if ('refused' in read) return read.refused;
  const outcome = await carryOut(deps, actor, read.value);
  if (outcome !== 'kept' && outcome !== 'overtaken') return problem(c, outcome);
  // Also where only a first part of it was done.
  await keepSubscriber(deps, actor);
  return outcome === 'kept' ? list(deps, c, actor) : favouritesBusy(c);
}

export function favouriteRoutes(deps: OversightDeps): Route[] {
  const shared = { tag: 'account', auth: 'bearer', isOpenData: false } as const;
  const content = { 'application/json': {} };
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/favourites',
      summary: { zh: '我的收藏', en: 'One’s favourites' },
      answers: [
        { status: 200, description: 'All of them, newest first, and in `email` where mail goes to', content },
      ],
      problems: signedInProblems,
      handle: (c) => authenticated(deps, c, (actor) => list(deps, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/favourites/commands',
      summary: { zh: '收藏、取消收藏或者全部清除', en: 'Add, remove, or clear all' },
      description: {
        zh: `dataset 或者 agency 写明标识；notify 为 true 时，数据集有新版本、撤下，或者部门开放清单有新的公布，以消息告知；登录信息带有已核实的邮件地址的，并发邮件。至多 ${mostFavourites} 个；重复请求结果相同。只有本人可见，公开的只是每个数据集的收藏人数。`,
        en: `\`dataset\` or \`agency\` names one; with \`notify\` you are told of new versions and withdrawals, or of new editions of the open list: by a notification, and by mail where the sign-in tells a verified address. At most ${mostFavourites}; repeated, it comes to the same. Nobody else sees them: public is how many people keep a dataset.`,
      },
      headers: csrfParameter,
      body: () => ({ 'application/json': command().toJsonSchema() }),
      answers: [{ status: 200, description: 'The favourites as they are now', content }],
      problems: [
        'invalid-request',
        'too-large',
        'unsupported-media-type',
        ...actingProblems,
        'unknown-favourite',
        'too-many-favourites',
        'busy',
      ],
      handle: (c) => authenticated(deps, c, (actor) => act(deps, c, actor)),
    },
  ];
}
