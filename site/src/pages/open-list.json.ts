import { catalogue } from '../catalogue.ts';
import { openListJson } from '../data/open-list-files.ts';
import { lists } from '../data/whole.ts';
import { settings } from '../settings.ts';

/** Every agency's open list (Art. 29) with all its editions. */
export const GET = (): Response =>
  new Response(openListJson(lists, settings.portalUrl, catalogue.info), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
