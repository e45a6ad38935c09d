import { catalogue, today } from '../catalogue.ts';
import { statisticsJson } from '../data/chart-files.ts';
import { charts, statistics } from '../data/whole.ts';

/** All figures of the statistics page. */
export const GET = (): Response =>
  new Response(statisticsJson(statistics, charts, { day: today, digest: catalogue.info.digest }), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
