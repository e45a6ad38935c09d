/** Reads of the public catalogue. It may read the snapshots and their pointer, and write nothing. */
import { publicPart } from '../parts/public.ts';
import { createSurface } from '../surface.ts';
import { openBase } from './base.ts';
import { httpHandler } from './http.ts';

const base = await openBase();

export const handler = httpHandler(createSurface(base, publicPart(base)), base);
