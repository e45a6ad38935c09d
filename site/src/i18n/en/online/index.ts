import type { online as zh } from '../../zh/online/index.ts';
import { apply, desk, my, supervise } from './pages.ts';
import { shared } from './shared.ts';

export const online: typeof zh = { shared, apply, my, desk, supervise };
