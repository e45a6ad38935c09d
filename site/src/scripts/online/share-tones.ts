/** The colour in which the state of a share is marked, on every page that shows one. */
import type { Demand } from '../../../../functions/service/share/view.ts';
import type { Tone } from './dom.ts';

export const shareTones: Readonly<Record<Demand['status'], Tone>> = {
  asked: 'warning',
  active: 'accent',
  expired: 'quiet',
  refused: 'quiet',
  withdrawn: 'quiet',
  revoked: 'quiet',
  'given-back': 'quiet',
};
