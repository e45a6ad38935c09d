import type { APIRoute } from 'astro';
import { qualityCsv, qualityTables } from '../../data/quality-files.ts';

export const getStaticPaths = () => qualityTables.map((table) => ({ params: { table } }));

/** The figures of one table of the quality page. */
export const GET: APIRoute = ({ params }) => {
  const table = qualityTables.find((each) => each === params.table);
  if (!table) return new Response(null, { status: 404 });
  return new Response(qualityCsv(table), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
};
