/** Words of conditional opening, page by page; plain text, for pages hand them to their scripts. */

import { harvested } from './harvested.ts';
import { monitoring, tasks } from './monitoring.ts';
import { objections } from './objections.ts';
import { apply, desk, my, supervise } from './pages.ts';
import { quarantine } from './quarantine.ts';
import { shared as common } from './shared.ts';
import { shares } from './shares.ts';
import { requests, reuses, voices } from './voices.ts';

const shared = { ...common, dueTasks: tasks };
export const online = {
  shared,
  apply,
  my,
  desk,
  supervise,
  voices,
  requests,
  reuses,
  objections,
  monitoring,
  shares,
  quarantine,
  harvested,
};
