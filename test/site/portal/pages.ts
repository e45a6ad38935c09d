/** What holds for the files of the built portal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { remarkCodes } from '../../../functions/domain/version.ts';
import { canary, fixtureMoment, fixtureSources } from '../../support/catalogue-fixture.ts';
import { isServed, pageTypes } from './addresses.ts';
import type { PortalFixture } from './fixture.ts';

const ids = fixtureSources.map(({ entry }) => entry.dataset.id);

/** The text of any file of the portal; those of the search index are compressed. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

const all = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, found]) => found ?? '');
const executable = (html: string): string[] =>
  [...html.matchAll(/<script([^>]*)>([^<]*)/g)]
    .filter(([, attributes]) => !/type="application\/(?:ld\+)?json"/.test(attributes ?? ''))
    .map(([, attributes, code]) => `${/src="[^"]+"/.test(attributes ?? '') ? '' : 'inline'}${code}`);

export function checkPages(fixture: () => PortalFixture): void {
  it('has every page in both languages, each saying which it is in', () => {
    for (const address of fixture().pages) {
      const english = address.startsWith('/en/');
      expect(fixture().page(address), address).toMatch(english ? /<html lang="en">/ : /<html lang="zh-CN">/);
      if (!english && address !== '/404.html') expect(fixture().pages).toContain(`/en${address}`);
    }
    for (const id of ids) expect(fixture().pages).toContain(`/datasets/${id}/`);
  });

  it('gives every page one heading of the first level, a title of its own, and its two addresses', () => {
    const titles = new Map<string, string>();
    for (const address of fixture().pages) {
      const html = fixture().page(address);
      expect(all(html, /<(h1)[ >]/g), address).toHaveLength(1);
      const [title = ''] = all(html, /<title>([^<]+)</g);
      expect(titles.get(title), `${address} has the title of another page`).toBeUndefined();
      titles.set(title, address);
      if (/404\.html$|\/sign-in-failed\//.test(address)) continue;
      expect(html).toContain(`<link rel="canonical" href="http://portal.test${address}">`);
      expect(all(html, /<link rel="alternate" hreflang="([^"]+)"/g)).toEqual(['zh-CN', 'en', 'x-default']);
    }
  });

  it('holds no inline script, style or handler anywhere', () => {
    for (const address of fixture().pages) {
      const html = fixture().page(address);
      expect(executable(html).filter(Boolean), address).toEqual([]);
      expect(html, address).not.toMatch(/<style|<[a-z][^>]* style=|<[a-z][^>]* on[a-z]+=/i);
    }
  });

  it('lets nothing of gated or withheld data through, in no file of any kind', () => {
    const [word = ''] = canary.toLowerCase().split('-'); // as the search index would hold it
    for (const path of fixture().paths)
      expect(textOf(join(fixture().directory, path)).toLowerCase().includes(word), path).toBe(false);
    expect(fixture().page('/datasets/bus-card-journeys/')).not.toContain('/files/');
    expect(fixture().page('/datasets/patient-registry/')).not.toMatch(/\/files\/|id="preview"|id="fields"/);
  });

  it('shows the reason and the basis of what is withheld, and of what was withdrawn', () => {
    const withheld = fixture().page('/datasets/patient-registry/');
    expect(withheld).toContain('逐人记录病种、住址与就诊经过');
    expect(withheld).toContain('第二十八条');
    const withdrawn = fixture().page('/datasets/retired-outlets/');
    expect(withdrawn).toContain('名单与现状不符，核实后以新数据集发布。');
    expect(withdrawn).not.toContain('application/ld+json');
  });

  it('tells of conditional data its conditions, figures and active grants, in both languages, without persons', () => {
    for (const [address, words] of [
      ['/open-list/', ['申请与审核情况', '有效授权', '自然人', '2026-02-27至2027-02-27']],
      ['/open-list/conditional/', ['承诺不还原个人身份', '断面名称', '尚无决定']],
      ['/en/open-list/conditional/', ['Applications and decisions', 'Active grants', 'A natural person']],
      ['/datasets/bus-card-journeys/', ['申请与授权', '个工作日', '吉数开〔2026〕第000012号']],
      ['/en/datasets/bus-card-journeys/', ['2026-02-27 to 2027-02-27', 'Dissolved oxygen']],
    ] as const) {
      const html = fixture().page(address);
      for (const word of [...words, '吉林某某科技有限公司', '8.4', '&lt;b&gt;公交客流'])
        expect(html, address).toContain(word);
      expect(html, address).not.toContain('授权已经届满的示例单位');
      expect(html, address).toContain('/apply/?dataset=bus-card-journeys"');
    }
    expect(fixture().page('/datasets/heating-meters/')).toContain('目前没有有效的授权');
    const open = fixture().page('/datasets/water-quality-stations/');
    expect(open).not.toContain('id="openings"');
    const list = textOf(join(fixture().directory, 'open-list.json'));
    expect(list).toContain('"applications":12');
    expect(list).not.toContain('授权已经届满的示例单位');
  });

  it('has the guide to applying on the page of every conditional dataset, in both languages', () => {
    for (const [address, words] of [
      ['/datasets/heating-meters/', ['法人和非法人组织，不受理自然人的申请', '不足 5 行的分组不予提供']],
      [
        '/datasets/bus-card-journeys/',
        ['自然人、法人和非法人组织', '其中 1 个为敏感字段', '必填，10–2,000 字'],
      ],
      ['/en/datasets/heating-meters/', ['no natural persons', 'no group below 5 rows', '15 working days']],
    ] as const) {
      const html = fixture().page(address);
      const id = address.split('/').at(-2);
      const [guide = ''] = all(html, /<h2 id="guide"[\s\S]*?(<dl[\s\S]*?)<\/section>/g);
      for (const word of words) expect(guide, address).toContain(word);
      expect(guide).toContain(`/api/v1/service-guide/conditional-data?dataset=${id}"`);
      expect(guide).toContain(`/apply/?dataset=${id}"`);
    }
    expect(fixture().page('/datasets/water-quality-stations/')).not.toContain('id="guide"');
    for (const page of ['/guide/', '/apply/'])
      expect(fixture().page(page)).toContain('href="/datasets/heating-meters/#guide"');
  });

  it('asks data that is told in groups for groups in its examples', () => {
    const html = fixture().page('/datasets/heating-meters/');
    expect(html).toContain('records?station__groupby&amp;station__count');
    expect(html).not.toContain('records?limit=100');
    expect(html).not.toContain('id="preview"');
  });

  it('remarks on a publication in the language of the page', () => {
    const chinese = fixture().page('/datasets/heating-meters/');
    const [remarks = ''] = all(chinese, /检查时的提示(<\/h3>[\s\S]*?)<\/div>/g);
    expect(all(remarks, /<li>(.)/g)).toHaveLength(remarkCodes.length - 1); // but for the one that quotes cells
    expect(remarks).toContain('“站点”、“备注”');
    for (const address of ['/datasets/heating-meters/', '/en/datasets/heating-meters/'])
      expect(fixture().page(address)).not.toContain('An English remark.');
  });

  it('renders hostile titles, keywords, cells and notes as text', () => {
    for (const address of ['/datasets/hostile-markup/', '/datasets/', '/en/datasets/hostile-markup/']) {
      const html = fixture().page(address);
      expect(html).not.toMatch(/<b>标记|<script>alert|<img/);
      expect(html).toContain('名称里有&lt;b&gt;标记');
    }
    expect(fixture().page('/datasets/hostile-markup/')).toContain('&lt;img src=x onerror=alert(3)&gt;');
  });

  it('describes every dataset that is there to search engines, in JSON that cannot end its element', () => {
    const html = fixture().page('/datasets/water-quality-stations/');
    const [json = ''] = all(html, /<script type="application\/ld\+json">([^<]+)<\/script>/g);
    expect(json).not.toContain('<');
    const described = JSON.parse(json);
    expect(described).toMatchObject({ '@type': 'Dataset', name: '水质监测断面', dateModified: '2026-03-01' });
    expect(described.distribution[0]).toMatchObject({
      contentUrl: 'http://portal.test/files/water-quality-stations/3/water-quality-stations.csv',
      sha256: 'a'.repeat(64),
    });
    for (const [type, twin] of [
      ['application/json', '.json'],
      ['application/ld+json', '/dcat.jsonld'],
      ['text/turtle', '/dcat.ttl'],
      ['application/rdf+xml', '/dcat.rdf'],
    ])
      expect(html).toContain(
        `<link rel="alternate" type="${type}" href="/datasets/water-quality-stations${twin}"`,
      );
  });

  it('has no link that leads nowhere, and no anchor that is not there', () => {
    const known = new Set([...fixture().paths.map((path) => `/${path}`), ...fixture().pages]);
    for (const address of fixture().pages) {
      const html = fixture().page(address);
      for (const link of all(html, /<(?:a|link|script|form)[^>]* (?:href|src|action)="([/#][^"]*)"/g)) {
        const [path = '', anchor] = link.replaceAll('&amp;', '&').split('#');
        const target = decodeURI(path.split('?')[0] ?? '') || address;
        if (isServed(target)) continue;
        expect(known.has(target), `${address} → ${link}`).toBe(true);
        if (anchor && target.endsWith('/'))
          expect(fixture().page(target), `${address} → ${link}`).toContain(
            ` id="${decodeURIComponent(anchor)}"`,
          );
      }
    }
  });

  it('sends at most 30 kB of script with a dataset before a preview or a search is opened', () => {
    const sizes = Object.values(pageTypes).map((address) => {
      const sources = all(fixture().page(address), /<script[^>]* src="([^"]+)"/g);
      const modules = new Set(sources.map((source) => source.slice(1)));
      for (const path of modules)
        for (const found of all(
          textOf(join(fixture().directory, path)),
          /(?:from|import)\s*["']\.\/([^"']+)["']/g,
        ))
          modules.add(`_astro/${found}`);
      const bytes = [...modules].map(
        (path) => gzipSync(readFileSync(join(fixture().directory, path))).length,
      );
      return [address, bytes.reduce((sum, size) => sum + size, 0)] as const;
    });
    expect(sizes.filter(([, bytes]) => bytes >= 30_000)).toEqual([]);
  });

  it('tells machines where everything is', () => {
    const { directory } = fixture();
    expect(textOf(join(directory, 'robots.txt'))).toContain('Sitemap: http://portal.test/sitemap-index.xml');
    expect(textOf(join(directory, 'sitemap-index.xml'))).toContain('http://portal.test/sitemap-2.xml');
    for (const id of ids)
      expect(textOf(join(directory, 'sitemap-2.xml'))).toContain(
        `<loc>http://portal.test/en/datasets/${id}/</loc>`,
      );
    expect(textOf(join(directory, '.well-known/security.txt'))).toMatch(
      /^Contact: mailto:data@example\.gov\.cn\n/,
    );
    const security = textOf(join(directory, '.well-known/security.txt'));
    const [expires = ''] = all(security, /^Expires: (.+)$/gm);
    const ahead = Date.parse(expires) - Date.parse(fixtureMoment);
    expect([ahead > 0, ahead <= 366 * 86_400_000]).toEqual([true, true]);
    for (const contact of all(security, /^Contact: (.+)$/gm))
      expect(contact).toMatch(/^(?:mailto:|tel:\+|https:)/);
    for (const file of ['sitemap-1.xml', 'sitemap-2.xml']) {
      const urls = all(textOf(join(directory, file)), /<url>(.*?)<\/url>/g);
      for (const url of urls) expect(all(url, /hreflang="([^"]+)"/g)).toEqual(['zh-CN', 'en']);
      expect(urls.length).toBeLessThan(50_000);
    }
  });
}
