import type { APIRoute } from 'astro';
import { sitemap, sitemapCount, xmlResponse } from '../sitemap.ts';

export const getStaticPaths = () =>
  Array.from({ length: sitemapCount() }, (_, index) => ({ params: { number: String(index + 1) } }));

export const GET: APIRoute = ({ params }) => xmlResponse(sitemap(Number(params.number)));
