import { absoluteUrl } from '../settings.ts';

/** Everything public may be read by machines; only the interface's answers are not pages to index. */
export const GET = (): Response =>
  new Response(
    `User-agent: *\nDisallow: /api/\nDisallow: /auth/\n\nSitemap: ${absoluteUrl('/sitemap-index.xml')}\n`,
  );
