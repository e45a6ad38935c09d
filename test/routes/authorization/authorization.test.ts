/**
 * Every route × every demo account × own and foreign objects. The routes come from the app's own list.
 *
 * A new route: add a row to one of the tables in `matrix/` (or a table of its own to `matrix/all.ts`): the operation,
 * the object whose id stands for `{id}` (`state.ts`), what else is sent, and what each caller meets (`table.ts` says
 * how). A route on objects needs a row with somebody to whom the object is foreign: `-`. A route that changes things
 * comes after those that read them, as rows are asked from the first to the last; of a row, those who are refused are
 * asked first, and must have changed nothing. A new demo account: a column in `callers.ts` and in the tables.
 *
 * By session the outcome must be that by token, so it needs no column; nor do the CSRF header and foreign origins.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../../../functions/local/demo-accounts.ts';
import type { Route } from '../../../functions/routes/route.ts';
import { endpoints } from '../../support/path/chosen.ts';
import { essence, isAs, requestOf, send, type Told, type Wanted } from './asking.ts';
import { accountOf, type Caller, callersOf, columns } from './callers.ts';
import { matrix } from './matrix/all.ts';
import { commandTypes, type Operation, operationsOf } from './operations.ts';
import { type Authorization, openAuthorization } from './platform.ts';
import type { Target } from './state.ts';
import type { Row } from './table.ts';

let platform: Authorization;
let callers: readonly Caller[];
let operations: readonly Operation[];
beforeAll(async () => {
  platform = await openAuthorization();
  callers = await callersOf(platform);
  operations = operationsOf(platform.routes);
});
afterAll(() => platform[Symbol.asyncDispose]());

describe('the matrix', () => {
  it('has a row for every route and command, and no other', () => {
    const asked = new Set(matrix.map(({ operation }) => operation));
    const known = new Set(operations.map(({ name }) => name));
    const missing = [...known].filter((name) => !asked.has(name));
    expect(missing, 'give each of these a row in test/routes/authorization/matrix/').toEqual([]);
    const stray = [...asked].filter((name) => !known.has(name));
    expect(stray, 'no route or command is called so any more: take the row out of the matrix').toEqual([]);
  });

  it('knows every command that a route takes, as the refusal of another one lists them', async () => {
    const token = await platform.token('supervisor');
    const routes = platform.routes.filter(({ path }) => path.endsWith('/commands'));
    expect(routes.length).toBeGreaterThan(2);
    for (const { method, path, body } of routes) {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
      const address = path.replace('{id}', 'nothing');
      const told = await send(platform, { method, address, headers, body: '{"type":"no-such-command"}' });
      const listed = new Set([...told.text.matchAll(/\\"([\w-]+)\\"/g)].map(([, name]) => name));
      const described = new Set(commandTypes(body?.()['application/json']));
      expect([path, told.status, listed]).toEqual([path, 400, described]);
    }
  });

  it('has a column for every demo account, in every table', () => {
    const shown = Object.keys(columns);
    const accounts = shown.flatMap((column) => accountOf(column) ?? []);
    const advice = 'give each demo account a column in callers.ts and in the tables';
    expect(accounts, advice).toEqual(demoAccounts.map(({ id }) => id));
    for (const { operation, cells } of matrix)
      expect([operation, ...cells.keys()], advice).toEqual([operation, ...shown]);
  });

  it('asks for a foreign object wherever there are objects that are not for everybody', () => {
    const onObjects = operations.filter(({ route }) => route.auth !== 'none' && route.path.includes('{id}'));
    const asked = (name: string) =>
      matrix.some(({ operation, cells }) => operation === name && [...cells.values()].includes('-'));
    const missing = onObjects.map(({ name }) => name).filter((name) => !asked(name));
    expect(missing, 'add a row with an object that is foreign to some callers: "-"').toEqual([]);
  });
});

const isFirst = (row: Row): boolean => matrix.find(({ operation }) => operation === row.operation) === row;
const isRefused = (cell: string): boolean => !['ok', 'may', 'once'].includes(cell);

/** Those who are refused first: they must not have changed what the others find. */
const inOrder = ({ cells }: Row): readonly (readonly [Caller, string])[] =>
  callers
    .map((caller) => [caller, cells.get(caller.name) ?? ''] as const)
    .sort(([, one], [, other]) => Number(isRefused(other)) - Number(isRefused(one)));

/** Streams only grow, so that what is known of one need not be loaded again. */
const lengths = new Map<string, number>();
const lengthsOf = ({ streams }: Target): Promise<number[]> =>
  Promise.all(
    streams.map(async (stream) => {
      const before = lengths.get(stream) ?? 0;
      const length = before + (await platform.deps.records.load(stream, before)).length;
      lengths.set(stream, length);
      return length;
    }),
  );

/**
 * Whether sessions and HEAD are asked, too: on one machine in every row; through the functions, where a session costs
 * several questions to DynamoDB, in the first row of each operation, since neither depends on the object.
 */
const isAskedInFull = (row: Row): boolean => endpoints() === undefined || isFirst(row);

const titleOf = ({ operation, object, ask }: Row): string =>
  [operation, object, ...Object.values(ask.path), ask.query, ask.json ?? '']
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 120);

describe('asked by everybody', () => {
  it.each(matrix.map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
    const route = operations.find(({ name }) => name === row.operation)?.route;
    if (!route) throw new Error(`${row.operation} is no route`);
    const target = row.object === '' ? undefined : platform.state.target(row.object);
    const wanted = await requestOf(platform, row, target?.id);
    const before = target && (await lengthsOf(target));
    const order = inOrder(row);
    for (const [caller, cell] of order.filter(([, each]) => isRefused(each)))
      await expectCell({ row, route, wanted, target, caller, cell });
    if (wanted.method === 'POST' && route.auth !== 'none' && isFirst(row))
      await expectCrossSiteRefused(wanted);
    if (target) expect(await lengthsOf(target), 'whoever was refused has changed something').toEqual(before);
    for (const [caller, cell] of order.filter(([, each]) => !isRefused(each)))
      await expectCell({ row, route, wanted, target, caller, cell });
  });
});

interface Asked {
  readonly row: Row;
  readonly route: Route;
  readonly wanted: Wanted;
  readonly target: Target | undefined;
  readonly caller: Caller;
  readonly cell: string;
}

async function expectCell(asked: Asked): Promise<void> {
  const { row, route, wanted, caller, cell } = asked;
  const { session, headers } = caller;
  if (route.auth === 'session') {
    const byToken = await send(platform, wanted, headers);
    expectAs(asked, '401', byToken, headers);
    if (session) await expectAnswer(asked, cell, await platform.session(accountOf(caller.name) ?? ''));
    return;
  }
  const byToken = await expectAnswer(asked, cell, headers);
  if (!session || !isAskedInFull(row) || (route.auth === 'none' && caller.name !== 'ent-A')) return;
  const bySession = await send(platform, wanted, session);
  expectAs(asked, wanted.method === 'POST' ? again(cell) : cell, bySession, session);
  // What is unknown by token is unknown by session, in the same words.
  if (cell === '-') expect(essence(bySession)).toEqual(essence(byToken));
}

/** What was done by token cannot always be done once more, by session. */
const again = (cell: string): string => ({ ok: 'may', once: '404' })[cell] ?? cell;

/** One answer, and everything that holds whatever it is. */
async function expectAnswer(
  asked: Asked,
  cell: string,
  credentials: Readonly<Record<string, string>>,
): Promise<Told> {
  const { row, wanted, target } = asked;
  const told = await send(platform, wanted, credentials);
  expectAs(asked, cell, told, credentials);
  if (cell === '-') {
    if (!target || target.id === target.unknown) throw new Error(`${row.operation}: "-" needs an object`);
    const elsewhere = await send(platform, await requestOf(platform, row, target.unknown), credentials);
    const what = 'a foreign object must be answered as an id that does not exist';
    expect(essence(told, target.id), what).toEqual(essence(elsewhere, target.unknown));
  }
  if (wanted.method !== 'GET' || !isAskedInFull(row)) return told;
  const { body: _body, ...head } = { ...wanted, method: 'HEAD' };
  const heard = await send(platform, head, credentials);
  expect(shown(heard), `HEAD by ${asked.caller.name}`).toEqual(shown(told));
  return told;
}

const shown = ({ status, headers }: Told): unknown => [
  status,
  ...['Cache-Control', 'Content-Type', 'ETag', 'Location'].map((name) => headers.get(name)),
];

function expectAs(asked: Asked, cell: string, told: Told, credentials: object): void {
  const { route, target, caller } = asked;
  const kind = 'Cookie' in credentials ? 'session' : 'token';
  const answer = `${caller.name} by ${kind}: ${cell} expected, ${told.status} ${told.text.slice(0, 300)}`;
  expect(isAs(cell, told), answer).toBe(true);
  const isPrivate =
    route.auth !== 'none' || (/-gated$/.test(target?.id ?? '') && told.headers.has('RateLimit'));
  if (isPrivate || told.status >= 400) {
    expect(told.headers.get('Cache-Control'), answer).toBe('no-store');
  }
  if (isPrivate) expect(told.headers.get('Access-Control-Allow-Origin'), answer).toBeNull();
  if (route.auth !== 'none') expect(told.headers.get('ETag'), answer).toBeNull();
  const all = told.text + [...told.headers].join();
  const found = secretsFrom(caller.name).filter((secret) => all.includes(secret));
  expect(found, `secrets to ${caller.name}`).toEqual([]);
}

/** Whatever a caller may not read, by its row, they must not find anywhere else. */
const kept = new Map<string, readonly string[]>();
const reading: readonly string[] = [
  'GET /api/v1/applications/{id}',
  'GET /api/v1/publications/{id}',
  'GET /api/v1/uploads/{id}',
  'GET /api/v1/webhooks/{id}/deliveries',
];
function secretsFrom(column: string): readonly string[] {
  const known = kept.get(column);
  if (known) return known;
  const rows = matrix.filter(({ operation }) => reading.includes(operation));
  const secrets = rows
    .filter(({ cells }) => ['-', '401'].includes(cells.get(column) ?? ''))
    .flatMap(({ object }) => platform.state.target(object).secrets);
  kept.set(column, secrets);
  return secrets;
}

/** With a session, from a page of another site. */
async function expectCrossSiteRefused(wanted: Wanted): Promise<void> {
  const session = callers.find(({ name }) => name === 'ent-A')?.session;
  if (!session) throw new Error('enterprise-a has no session');
  const { 'X-CSRF-Token': _token, ...without } = session;
  const { Origin: _origin, ...nowhere } = session;
  const attempts = [
    [without, 'csrf-token-invalid'],
    [{ ...session, 'X-CSRF-Token': 'x' }, 'csrf-token-invalid'],
    [{ ...session, Origin: 'https://evil.example' }, 'cross-site-request'],
    [{ ...session, Origin: 'null' }, 'cross-site-request'],
    [{ ...session, 'Sec-Fetch-Site': 'same-site' }, 'cross-site-request'],
    [nowhere, 'cross-site-request'],
    [{ ...session, 'Content-Type': 'text/plain' }, 'unsupported-media-type'],
  ] as const;
  for (const [headers, code] of attempts) {
    const told = await send(platform, wanted, headers);
    const what = `${wanted.address} with ${JSON.stringify(headers)}`;
    expect(JSON.parse(told.text), what).toMatchObject({ code });
  }
}
