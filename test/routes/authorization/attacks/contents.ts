/** What lists count and cursors lead to, and what becomes of what people send. */
import { describe, expect, it } from 'vitest';
import { descriptor } from '../../../service/publication/publishing.ts';
import type { Told } from '../asking.ts';
import { formOf, pdf } from '../state.ts';
import {
  applications,
  bodyOf,
  by,
  codeOf,
  commands,
  draft,
  get,
  idOf,
  platform,
  post,
  postForm,
} from './given.ts';

describe('a list', () => {
  const idsOf = (told: Told): readonly string[] =>
    (bodyOf(told).data as readonly { id: string }[]).map(({ id }) => id);
  const nextOf = (told: Told): string | null => (bodyOf(told).links as { next: string | null }).next;

  it('goes on from anybody’s cursor with one’s own only', async () => {
    const own = new Set(idsOf(await get(`${applications}?limit=100`, by('enterprise-b'))));
    const foreign = await get(`${applications}?limit=1`, by('enterprise-a'));
    const made = ['~', '!', `2026-03-10T02:00:00.000Z/${idOf('draft-A')}`, idOf('draft-A')];
    const cursors = [
      new URL(nextOf(foreign) ?? '').searchParams.get('cursor') ?? '',
      ...made.map((text) => Buffer.from(text).toString('base64url')),
    ];
    for (const cursor of cursors) {
      const told = await get(`${applications}?cursor=${cursor}`, by('enterprise-b'));
      if (told.status === 200) for (const id of idsOf(told)) expect(own).toContain(id);
      else expect(codeOf(told)).toEqual([400, 'invalid-request']);
    }
    expect(codeOf(await get(`${applications}?cursor=%00`, by('enterprise-b')))).toEqual([
      400,
      'invalid-request',
    ]);
  });

  it('has a next page only where there is more of one’s own', async () => {
    const told = await get(`${applications}?limit=1&scope=queue`, by('ecology-reviewer'));
    const all = idsOf(await get(`${applications}?limit=100&scope=queue`, by('ecology-reviewer')));
    let [seen, next] = [idsOf(told), nextOf(told)];
    while (next !== null) {
      const page = await get(new URL(next).pathname + new URL(next).search, by('ecology-reviewer'));
      [seen, next] = [[...seen, ...idsOf(page)], nextOf(page)];
    }
    expect(seen).toEqual(all);
    expect(seen).not.toContain(idOf('rejected-B'));
  });

  it('of datasets counts no other than those that it shows', async () => {
    const { data, meta } = bodyOf(await get('/api/v1/datasets?limit=100')) as {
      data: readonly { id: string }[];
      meta: { total: number; facets: Readonly<Record<string, readonly { count: number }[]>> };
    };
    expect(meta.total).toBe(data.length);
    expect(data.map(({ id }) => id)).not.toContain('market-blocked');
    for (const counts of Object.values(meta.facets))
      for (const { count } of Object.values(counts)) expect(count).toBeLessThanOrEqual(data.length);
  });

  it('of rows goes on from the cursor of a key’s holder for nobody without it', async () => {
    const path = '/api/v1/datasets/market-gated/records?limit=1';
    const told = await get(path, { 'X-API-Key': platform().state.keys.a });
    const next = new URL(nextOf(told) ?? '');
    const address = next.pathname + next.search;
    expect((await get(address, { 'X-API-Key': platform().state.keys.a })).status).toBe(200);
    for (const headers of [{}, { 'X-API-Key': platform().state.keys.b }, by('enterprise-a')])
      expect(codeOf(await get(address, headers))).toEqual([403, 'conditional-data']);
    const elsewhere = address.replace('market-gated', 'ecology-gated');
    expect((await get(elsewhere, { 'X-API-Key': platform().state.keys.a })).status).toBe(403);
  });
});

describe('what applicants send', () => {
  const upload = async (name: string, content: Uint8Array): Promise<Told> => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(content)], name));
    return postForm(`${applications}/${idOf('draft-A')}/attachments`, form, by('enterprise-a'));
  };

  it('is never shown as a page: files are saved, under a name that nobody can bend', async () => {
    const file = bodyOf(await upload('a"; filename=x.html;.pdf', pdf('<script>alert(1)</script>')));
    const told = await get(
      `${applications}/${idOf('draft-A')}/attachments/${file.sha256}`,
      by('enterprise-a'),
    );
    expect(told.headers.get('Content-Type')).toBe('application/pdf');
    expect(told.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w%.-]+$/,
    );
    expect(told.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(told.headers.get('Content-Security-Policy')).toContain('sandbox');
  });

  it('keeps its kind when it is submitted under another name', async () => {
    const { body: _, ...file } = bodyOf(await upload('b.pdf', pdf('<html>')));
    for (const changes of [
      { name: 'b.html' },
      { name: 'b.svg', mediaType: 'image/svg+xml' },
      { mediaType: 'text/html' },
    ]) {
      const form = { ...formOf('丙'), attachments: [{ ...file, ...changes }] };
      const basedOn = Number(await platform().state.values.draft());
      const told = await post(commands('draft-A'), { type: 'submit', form, basedOn }, by('enterprise-a'));
      expect(told.status).toBe(422);
    }
  });

  it('stands in documents as text', async () => {
    const mark = '<img src=x onerror=alert(1)>';
    const begun = await post(applications, { ...draft, form: formOf(mark) }, by('enterprise-a'));
    const address = `${applications}/${bodyOf(begun).id}`;
    await post(`${address}/commands`, { type: 'submit', basedOn: 1 }, by('enterprise-a'));
    const reason = { reason: mark.repeat(2), legalBasis: '《办法》第二十八条' };
    const told = await post(`${address}/commands`, { type: 'reject', ...reason }, by('market-reviewer'));
    expect(told.status).toBe(200);
    const page = await get(`${address}/documents/decision.html`, by('enterprise-a'));
    expect(page.text).not.toContain('<img');
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/);
    expect(page.headers.get('Content-Security-Policy')).not.toContain('unsafe');
  });
});

describe('publishers of one agency', () => {
  const publish = async (account: string, changes: object, text: string, query = '?dryRun=true') => {
    const form = new FormData();
    const dataset = descriptor({ code: '307008211001/77', data: { path: 'a.csv' }, ...changes });
    form.set('descriptor', JSON.stringify(dataset));
    form.set('a.csv', new File([text], 'a.csv'));
    return postForm(`/api/v1/publications${query}`, form, by(account));
  };
  const rows = 'id,name\n1,松花江\n2,无\n';

  it.each([
    ['under the other’s name', { id: 'ecology-new', publisher: 'ecology' }],
    ['over the other’s dataset', { id: 'ecology-open', publisher: 'ecology' }],
    ['over it, as their own', { id: 'ecology-open', publisher: 'market-regulation' }],
    ['over it, as a dry run of conditional data', { id: 'ecology-gated', publisher: 'market-regulation' }],
  ])('cannot publish %s', async (_case, changes) => {
    for (const query of ['', '?dryRun=true'])
      expect(codeOf(await publish('market-publisher', changes, rows, query))).toEqual([403, 'not-owner']);
  });

  it('do not learn which content of another agency was held back', async () => {
    const blocked = 'id,name\n1,联系13800138000\n2,无\n';
    const changes = { id: 'ecology-copy', publisher: 'ecology', responsibleDepartment: 'ecology' };
    const told = await publish('ecology-publisher', changes, blocked);
    expect(codeOf(told)).toEqual([409, 'privacy-blocked']);
    const conditional = {
      ...changes,
      openness: {
        class: 'conditional',
        ground: 'continuous',
        reason: '需要持续获取',
        legalBasis: '《办法》第二十八条',
        conditions: '说明用途并签署使用协议',
      },
    };
    const flagged = await publish('ecology-publisher', conditional, blocked);
    expect(flagged.status).toBe(200);
    expect(flagged.text).not.toContain('market-blocked');
  });
});
