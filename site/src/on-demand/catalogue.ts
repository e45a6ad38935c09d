/**
 * The one address of the server bundle that is not a page: shows another catalogue, and answers which pages differ from
 * those of the one shown before. Not part of the portal: the bundle renders for a process of its own and listens nowhere.
 */
import type { APIRoute } from 'astro';
import type { ShownPages } from '../../../functions/service/portal/page-renderer.ts';
import { showCatalogue } from '../catalogue.ts';
import { type PageInputs, pageInputs } from './page-inputs.ts';
import { searchDelta } from './search-delta.ts';

let before: PageInputs = new Map();

/**
 * `snapshot` and `base`: paths; `moment`: ISO 8601 UTC; `all`: forget what was shown before. `base` tells what the search
 * index holds.
 */
export const GET: APIRoute = ({ url }) => {
  const asked = (name: string): string => url.searchParams.get(name) ?? '';
  showCatalogue(asked('snapshot'), asked('moment'));
  if (asked('all')) before = new Map();
  const now = pageInputs();
  const touched = [...now].filter(([path, input]) => before.get(path) !== input).map(([path]) => path);
  const removed = [...before.keys()].filter((path) => !now.has(path));
  before = now;
  return Response.json({ touched, removed, search: searchDelta(asked('base')) } satisfies ShownPages);
};
