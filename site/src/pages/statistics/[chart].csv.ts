import type { APIRoute } from 'astro';
import { chartCsv } from '../../data/chart-files.ts';
import { rowNameIn } from '../../data/chart-names.ts';
import { chartIds } from '../../data/charts.ts';
import { charts } from '../../data/whole.ts';

export const getStaticPaths = () => chartIds.map((chart) => ({ params: { chart } }));

/** The numbers of one chart of the statistics page. */
export const GET: APIRoute = ({ params }) => {
  const id = chartIds.find((chart) => chart === params.chart);
  if (!id) return new Response(null, { status: 404 });
  const names = { zh: rowNameIn('zh'), en: rowNameIn('en') };
  return new Response(chartCsv(charts[id], names), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
};
