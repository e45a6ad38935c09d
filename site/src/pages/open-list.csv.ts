import { openListCsv } from '../data/open-list-files.ts';
import { lists } from '../data/whole.ts';
import { settings } from '../settings.ts';

/** Every agency's open list (Art. 29), one line an entry. */
export const GET = (): Response =>
  new Response(openListCsv(lists, settings.portalUrl), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
