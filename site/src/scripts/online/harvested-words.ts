/** The words of harvested entries, their states, and their addresses. */
import type { HarvestedStatus } from '../../../../functions/domain/harvested-permissions.ts';
import { mark, type Tone } from './dom.ts';
import { pagePath, pageWords } from './words.ts';

export const w = pageWords<'harvested'>();
export const base = pagePath('/harvested/');

const tones: Readonly<Record<HarvestedStatus, Tone>> = {
  new: 'warning',
  'to-review': 'warning',
  accepted: 'accent',
  rejected: 'quiet',
  gone: 'danger',
};
export const stateMark = (status: HarvestedStatus): HTMLElement => mark(tones[status], w.states[status]);
export const entryAddress = (id: string): string => `${base}?entry=${encodeURIComponent(id)}`;
export const sourceAddress = (id: string, status = 'to-review'): string =>
  `${base}?${new URLSearchParams({ source: id, ...(status !== '' && { status }) })}`;
