/** What every view of a share shows: its words, its state, what it is called. */
import type { Demand } from '../../../../functions/service/share/view.ts';
import { mark } from './dom.ts';
import { shareTones } from './share-tones.ts';
import { nameOf, pagePath, pageWords } from './words.ts';

export const s = pageWords<'shares'>();
export const base = pagePath('/shares/');

export const shareMark = ({ status }: Pick<Demand, 'status'>): HTMLElement =>
  mark(shareTones[status], s.states[status]);

/** A dataset or an agency as the interface names it; its id where the catalogue does not know it any more. */
export const named = ({ id, name, nameEn }: Demand['agency']): string =>
  nameOf({ id, ...(name !== null && { name }), ...(nameEn !== null && { nameEn }) });

export const shareAddress = (id: string): string => `${base}?id=${encodeURIComponent(id)}`;
