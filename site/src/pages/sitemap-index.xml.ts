import { sitemapIndex, xmlResponse } from '../sitemap.ts';

export const GET = (): Response => xmlResponse(sitemapIndex());
