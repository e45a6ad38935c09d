import type { CatalogueDeps } from './deps.ts';
import type { Route } from './route.ts';

/** Whether the platform answers, which release it is, and which catalogue it serves. */
export function healthRoutes({ catalogue, version }: CatalogueDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/health',
      tag: 'platform',
      summary: { zh: '运行状态', en: 'Whether the platform is up' },
      answers: [
        {
          status: 200,
          description: 'Up, with the release and the catalogue it serves',
          content: { 'application/json': { $ref: '#/components/schemas/Health' } },
        },
      ],
      problems: [],
      auth: 'none',
      isOpenData: true,
      handle: (c) => {
        const { digest, updated, entries } = catalogue().info;
        const body = { status: 'ok', version, catalogue: { digest, updated, entries } };
        return c.json(body, 200, { 'Cache-Control': 'no-store' });
      },
    },
  ];
}
