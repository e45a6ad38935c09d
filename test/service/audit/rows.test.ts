/** The rows by which keys open data: whoever changes them behind the platform's back opens data, and is found. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey } from '../../../functions/service/access-key/secret.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import type { IndexRow } from '../../../functions/service/ports.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../../support/granted-platform.ts';

let platform: GrantedPlatform;
let application: string;
let key: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 20 });
  application = await platform.grant();
  key = await platform.key(application);
});
afterAll(() => platform[Symbol.asyncDispose]());

/** Writes rows as somebody who reaches the store. */
const put = (...rows: readonly IndexRow[]) => platform.records.append('elsewhere', 0, [], { put: rows });
async function rowOf(index: string, name: string): Promise<IndexRow> {
  const [row] = (await platform.records.query(index, name)).rows;
  if (!row) throw new Error(`${index} has no ${name}`);
  return row;
}
const read = async (secret: string) => {
  platform.pass(1000);
  const response = await platform.get('/api/v1/datasets/visits/records?limit=1', secret);
  await platform.deps.accessKeys.flush();
  return response.status;
};
const broken = async () =>
  (await verifyAudit(platform.records)).broken.map(({ stream, fault }) => [stream.split('/')[0], fault]);

it('are right where nobody tampered, also after use and after the end', async () => {
  const other = await platform.grant();
  await platform.key(other);
  await platform.revoke(other);
  expect([await read(key.secret), await broken()]).toEqual([200, []]);
});

it('are found changed: a wider grant, another allow-list, a grant before its agreement', async () => {
  const [grant, found] = [await rowOf('grants', application), await rowOf('access-keys', key.id)];
  const wide = { ...Object(grant.value.grant), rows: [], fields: platform.allFields };
  await put({ ...grant, value: { ...grant.value, grant: wide } });
  expect(await broken()).toEqual([['application', 'row']]);
  await put(grant, { ...found, value: { ...found.value, addresses: ['192.0.2.0/24'] } });
  expect(await broken()).toEqual([['access-keys', 'row']]);
  await put(found);
  const unsigned = await platform.decideOn('visits', {});
  await put({ ...(await rowOf('grants', unsigned)), value: grant.value });
  expect(await broken()).toEqual([['application', 'row']]);
  await platform.sign(unsigned);
  expect(await broken()).toEqual([]);
});

it('of a key that nobody made are found once it was used', async () => {
  const { made, text } = makeKey(platform.clock.now);
  const value = { application, hash: made.hash, addresses: [] };
  await put({ index: 'access-keys', key: made.id, sort: 'key', value });
  expect([await broken(), await read(text), await broken()]).toEqual([[], 200, [['use', 'row']]]);
});
