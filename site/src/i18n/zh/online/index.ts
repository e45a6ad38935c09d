/** Words of conditional opening, page by page; plain text, for pages hand them to their scripts. */
import { apply, desk, my, supervise } from './pages.ts';
import { shared } from './shared.ts';

export const online = { shared, apply, my, desk, supervise };
