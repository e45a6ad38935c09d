import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GrantedPlatform, openGrantedPlatform, visitFields } from '../support/granted-platform.ts';
import { terms } from '../support/granting.ts';

let platform: GrantedPlatform;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 40 });
});
afterAll(() => platform[Symbol.asyncDispose]());

interface Document {
  readonly openapi: string;
  readonly security: readonly object[];
  readonly paths: Readonly<Record<string, { readonly parameters: readonly { readonly name: string }[] }>>;
  readonly components: { readonly schemas: { readonly Row: { readonly properties: object } } };
}
const address = '/api/v1/datasets/visits/openapi.json';
const columnsOf = ({ components }: Document) => Object.keys(components.schemas.Row.properties);

describe('the interface of a conditional dataset', () => {
  it('is described to anybody with its columns, and asks for a key', async () => {
    const response = await platform.get(address);
    const document = (await response.json()) as Document;
    expect([document.openapi, document.security.length]).toEqual(['3.1.1', 2]);
    expect(columnsOf(document)).toEqual(visitFields.map(({ name }) => name));
    expect(response.headers.get('ETag')).toBeTruthy();
    expect(JSON.stringify(document)).not.toContain('秘密');
  });

  it('is described to the holder of a key with the columns of the grant, and no word of others', async () => {
    const { secret } = await platform.key(await platform.grant());
    const response = await platform.get(address, secret);
    const text = await response.text();
    const document = JSON.parse(text) as Document;
    expect(columnsOf(document)).toEqual(terms.fields);
    for (const { name } of visitFields) if (!terms.fields.includes(name)) expect(text).not.toContain(name);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const described =
      document.paths['/api/v1/datasets/visits/records']?.parameters.map(({ name }) => name) ?? [];
    const asked = described.filter((name) => /__(?:isnull|groupby)$/.test(name));
    expect(asked).toEqual(terms.fields.flatMap((name) => [`${name}__isnull`, `${name}__groupby`]));
    for (const name of asked) {
      const answer = await platform.get(
        `/api/v1/datasets/visits/records?${encodeURIComponent(name)}=`,
        secret,
      );
      expect([name, answer.status]).toEqual([name, 200]);
    }
  });

  it('costs nothing of the quota, names only the ways that were granted, and goes with the grant', async () => {
    const grant = await platform.grant('visits', { quota: { perDay: 1, perMonth: 1 }, access: ['export'] });
    const { secret } = await platform.key(grant);
    for (let time = 0; time < 3; time += 1) {
      const document = (await (await platform.get(address, secret)).json()) as Document;
      expect(Object.keys(document.paths)).toEqual(['/api/v1/datasets/visits/export/{format}']);
    }
    expect((await platform.get('/api/v1/datasets/visits/export/csv', secret)).status).toBe(200);
  });
});
