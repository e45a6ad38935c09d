import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, oneself } from '../../functions/domain/actor.ts';
import type { Records } from '../../functions/service/ports.ts';
import { createSessions, sessionLimits } from '../../functions/service/session.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';

const directory = mkdtempSync(join(tmpdir(), 'session-'));
const path = join(directory, 'records.sqlite');
let moment = new Date('2026-03-10T02:00:00Z');
const now = () => moment;
const records = openSqliteRecords(path, { now });
const sessions = createSessions({ records, now });
afterAll(async () => {
  await records.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  moment = new Date('2026-03-10T02:00:00Z');
});

const company = { creditCode: '91220101DEM000201X', name: '松江示例数据科技有限公司' };
const other = { creditCode: '91220600DEM000202C', name: '长白山示例文旅信息有限公司' };
const person: Actor = { id: 'zhang', name: '张三', roles: [], organisations: [company, other] };
const pass = (milliseconds: number): void => {
  moment = new Date(moment.getTime() + milliseconds);
};

async function found(id: string) {
  const session = await sessions.find(id);
  if (!session) throw new Error('no session');
  return session;
}

describe('a session', () => {
  it('gives its person back, with a name for the sign-in that is not its secret', async () => {
    const id = await sessions.open(person, 'id.to.ken');
    const session = await found(id);
    expect(session).toEqual({
      actor: { ...person, isUndecided: true, session: expect.stringMatching(/^[0-9a-f]{64}$/) },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
      idToken: 'id.to.ken',
    });
    expect(await sessions.find(session.actor.session ?? '')).toBeUndefined();
  });

  it('has an id and a token of its own each time', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => sessions.open(person)));
    const tokens = await Promise.all(ids.map(async (id) => (await found(id)).csrfToken));
    expect(new Set([...ids, ...tokens]).size).toBe(100);
  });

  it('leaves its id nowhere in the records', async () => {
    const id = await sessions.open(person);
    const session = await found(id);
    await sessions.choose(session, company.creditCode);
    const stored = [path, `${path}-wal`].map((file) => readFileSync(file, 'latin1')).join('');
    expect(stored).toContain(session.actor.session);
    expect(stored).not.toContain(id);
  });

  it('keeps nothing of how the person acted elsewhere', async () => {
    const id = await sessions.open({ ...person, actingFor: other, session: 'f'.repeat(64) });
    const { actor } = await found(id);
    expect([actor.actingFor, actor.session === 'f'.repeat(64)]).toEqual([undefined, false]);
  });
});

describe('the end of a session', () => {
  it('comes at once, for requests on their way too', async () => {
    const id = await sessions.open(person);
    pass(sessionLimits.noted);
    const late = sessions.find(id);
    await sessions.end(id);
    await late;
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('is not undone by a note of its use or a choice that comes after it', async () => {
    const id = await sessions.open(person);
    const session = await found(id);
    await sessions.end(id);
    await records.put(`session-use/${session.actor.session}`, { at: now().toISOString() });
    await sessions.choose(session, company.creditCode);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('may be asked for any id, and for one twice', async () => {
    await sessions.end('nobody');
    const [one, two] = [await sessions.open(person), await sessions.open(person)];
    await sessions.end(one);
    await sessions.end(one);
    expect([await sessions.find(one), (await sessions.find(two))?.actor.id]).toEqual([undefined, 'zhang']);
  });

  it.each([
    ['a moment before it was idle too long', sessionLimits.idle - 1, true],
    ['when it was idle too long', sessionLimits.idle, false],
  ])('%s', async (_case, milliseconds, isOpen) => {
    const id = await sessions.open(person);
    pass(milliseconds);
    expect((await sessions.find(id)) !== undefined).toBe(isOpen);
  });

  it('comes within a minute less than the idle limit after the last use, never later', async () => {
    const id = await sessions.open(person);
    pass(sessionLimits.noted - 1);
    await found(id);
    pass(sessionLimits.idle - sessionLimits.noted);
    await found(id);
    pass(sessionLimits.idle);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('comes after the absolute limit to the millisecond, however often it is used', async () => {
    const id = await sessions.open(person);
    const until = moment.getTime() + sessionLimits.absolute;
    while (moment.getTime() + sessionLimits.noted * 10 < until) {
      pass(sessionLimits.noted * 10);
      await found(id);
    }
    moment = new Date(until - 1);
    await found(id);
    moment = new Date(until);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('comes by the given clock alone, even where the store keeps expired items', async () => {
    const forever: Records = { ...records, put: (key, value) => records.put(key, value) };
    const kept = createSessions({ records: forever, now });
    const id = await kept.open(person);
    pass(sessionLimits.idle);
    expect(await kept.find(id)).toBeUndefined();
  });
});

describe('acting for an organisation', () => {
  it('holds for the session in which it was chosen', async () => {
    const [one, two] = [await sessions.open(person), await sessions.open(person)];
    expect((await sessions.choose(await found(one), other.creditCode))?.actingFor).toEqual(other);
    expect((await found(one)).actor.actingFor).toEqual(other);
    expect((await found(two)).actor).toMatchObject({ isUndecided: true });
    await sessions.choose(await found(two), oneself);
    const { actingFor, isUndecided } = (await found(two)).actor;
    expect([actingFor, isUndecided]).toEqual([undefined, undefined]);
  });

  it('is not possible for one that the sign-in does not name', async () => {
    const id = await sessions.open({ ...person, organisations: [company] });
    for (const wanted of [other.creditCode, '', company.name])
      expect(await sessions.choose(await found(id), wanted)).toBeUndefined();
    expect((await found(id)).actor.actingFor).toEqual(company);
  });
});
