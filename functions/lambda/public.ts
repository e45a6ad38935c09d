/** Reads of the public catalogue, and pages that the bucket does not have. It may write nothing. */
import { openBase } from './base.ts';
import { publicHandler } from './handlers/public.ts';
import { openPortal } from './portal.ts';

const base = await openBase();

export const handler = publicHandler({ ...base, portal: openPortal(base) });
