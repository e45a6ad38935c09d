/** Every page of the shipped catalogue, walked once: no trouble, no dead link, no sideways scrolling, little script. */
import type { Page, Request } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { open, type Visit, watch } from './visit.ts';

/** Bytes of script, as sent, with a dataset's page before a preview or a search is opened. */
const scriptBudget = 30 * 1024;

interface Walk {
  readonly troubles: string[];
  readonly wide: string[];
  readonly heavy: string[];
  /** Addresses without their anchors, each with a page that links to it. */
  readonly links: Map<string, string>;
}

/** The Chinese pages but for the single values of facets, and all English pages of datasets. */
async function pagesToWalk({ platform }: Visit): Promise<string[]> {
  const indexes = addressesIn(await (await platform.get('/sitemap-index.xml')).text());
  const maps = await Promise.all(indexes.map(async (path) => (await platform.get(path)).text()));
  return maps
    .flatMap(addressesIn)
    .filter((path) => (path.startsWith('/en/') ? /^\/en\/datasets\/[a-z0-9-]+\/$/.test(path) : true))
    .filter((path) => !path.includes('/by/') || path.includes('/theme/211/'));
}

const addressesIn = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname);

async function walk(visit: Visit): Promise<Walk> {
  const found: Walk = { troubles: [], wide: [], heavy: [], links: new Map() };
  const context = await visit.browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await context.newPage();
  const { lines } = watch(page, visit.platform.url);
  const paths = await pagesToWalk(visit);
  for (const path of paths) await look(visit, page, path, found);
  found.troubles.push(...lines);
  await context.close();
  if (paths.length < 50) throw new Error(`only ${paths.length} pages in the site map`);
  return found;
}

async function look({ platform }: Visit, page: Page, path: string, found: Walk): Promise<void> {
  const scripts: Request[] = [];
  const listen = (request: Request): void => {
    if (request.resourceType() === 'script') scripts.push(request);
  };
  page.on('request', listen);
  const answer = await page.goto(platform.url + path, { waitUntil: 'load' });
  page.off('request', listen);
  if (answer?.status() !== 200) found.troubles.push(`${path}: ${answer?.status()}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 360) found.wide.push(`${path}: ${width} px`);
  let bytes = 0;
  for (const request of scripts) bytes += (await request.sizes()).responseBodySize;
  if (/^\/(?:en\/)?datasets\/[^/]+\/$/.test(path) && (bytes > scriptBudget || bytes === 0))
    found.heavy.push(`${path}: ${bytes} bytes of script`);
  const links = await page.$$eval('a[href], link[href]', (elements) =>
    elements.map((element) => (element as HTMLAnchorElement | HTMLLinkElement).href),
  );
  for (const link of links) {
    const [address = ''] = link.split('#');
    if (address.startsWith(`${platform.url}/`) && !found.links.has(address)) found.links.set(address, path);
  }
}

export function checkPages(visit: () => Visit): void {
  let walked: Walk;
  beforeAll(async () => {
    walked = await walk(visit());
  }, 120_000);

  it('has no script error, no policy violation and no request to anywhere else, on any page', () => {
    expect(walked.troubles).toEqual([]);
  });

  it('does not scroll sideways at 360 pixels, on any page', () => {
    expect(walked.wide).toEqual([]);
  });

  it('sends at most 30 kB of script with a dataset before a preview or a search is opened', () => {
    expect(walked.heavy).toEqual([]);
  });

  it('has no link that leads nowhere: pages, files, interfaces, machine twins', async () => {
    const { platform } = visit();
    const dead: string[] = [];
    for (const [address, from] of walked.links) {
      // Signing in leads on to the OpenID provider, which answers GET only.
      const isSignIn = new URL(address).pathname === '/auth/login';
      const { status } = await fetch(address, isSignIn ? { redirect: 'manual' } : { method: 'HEAD' });
      if (status !== (isSignIn ? 303 : 200))
        dead.push(`${status} ${address.slice(platform.url.length)} (on ${from})`);
    }
    expect(walked.links.size).toBeGreaterThan(200);
    expect(dead).toEqual([]);
  });

  it('shows conditions and a sample of conditional data, the reason of what is withheld, and no file of either', async () => {
    const { platform } = visit();
    await open(visit(), '/datasets/enterprise-registrations/', {}, async (page) => {
      expect(await page.textContent('main')).toMatch(/示例数据[\s\S]*第二十八条/);
      expect(await page.locator('#preview-table tbody tr').count()).toBe(20);
      expect(await page.locator('a[href^="/files/"]').count()).toBe(0);
    });
    await open(visit(), '/datasets/household-register/', {}, async (page) => {
      expect(await page.textContent('main')).toContain('公开会损害个人隐私');
      expect(await page.locator('a[href^="/files/"], #preview-table').count()).toBe(0);
    });
    for (const path of [
      '/files/enterprise-registrations/1/enterprise-registrations.csv',
      '/files/household-register/1/x.csv',
    ])
      expect([403, 404]).toContain((await platform.get(path)).status);
  });
}
