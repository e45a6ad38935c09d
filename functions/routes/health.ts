/** For whoever runs the platform, and whatever balances its load: is it alive, is it ready, which release is it. */
import { checks, missingFor } from '../service/readiness.ts';
import { problem } from './answer.ts';
import type { AppContext, HealthDeps } from './deps.ts';
import type { Route } from './route.ts';

const notKept = { 'Cache-Control': 'no-store' };
const json = (name: string) => ({ 'application/json': { $ref: `#/components/schemas/${name}` } });

export function healthRoutes(deps: HealthDeps): Route[] {
  const { version } = deps;
  return [
    {
      method: 'GET',
      path: '/api/health',
      tag: 'platform',
      summary: { zh: '是否在运行', en: 'Whether the platform is up' },
      answers: [{ status: 200, description: 'Up, with the release', content: json('Health') }],
      problems: [],
      auth: 'none',
      isOpenData: true,
      standsAlone: true,
      handle: (c) => c.json({ status: 'ok', version }, 200, notKept),
    },
    {
      method: 'GET',
      path: '/api/health/ready',
      tag: 'platform',
      summary: { zh: '是否可以提供服务', en: 'Whether the platform can answer' },
      description: {
        zh: '检查记录、文件和所提供的目录是否都能读取；有一项不能即为 503，`missing` 列明。',
        en: 'Looks whether records, blobs and the catalogue can be read; 503 with `missing` when one cannot.',
      },
      answers: [
        { status: 200, description: 'Ready, with the catalogue it serves', content: json('Readiness') },
      ],
      problems: ['not-ready'],
      auth: 'none',
      isOpenData: true,
      standsAlone: true,
      handle: (c) => readiness(c, deps),
    },
  ];
}

async function readiness(c: AppContext, deps: HealthDeps): Promise<Response> {
  const { records, blobs, catalogue, before, version } = deps;
  const lookAtCatalogue = async () => {
    await before?.();
    catalogue();
  };
  const missing = await missingFor({ records, blobs, lookAtCatalogue });
  if (missing.length === 0) {
    const { digest, updated, entries } = catalogue().info;
    const body = { status: 'ready', version, catalogue: { digest, updated, entries } };
    return c.json(body, 200, notKept);
  }
  c.var.warn('not-ready', Object.fromEntries(missing.map(({ check, error }) => [check, error])));
  const names = checks.filter((name) => missing.some(({ check }) => check === name));
  return problem(c, 'not-ready', { headers: { 'Retry-After': '5' }, members: { missing: names } });
}
