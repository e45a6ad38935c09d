/** What a voice is called, and the words of its kind and stage, on whichever page it stands. */
import type { PublicVoice, WholeVoice } from '../../../../functions/service/voice/view.ts';
import type { Messages } from '../../i18n/index.ts';
import { mark, type Tone } from './dom.ts';
import { nameOf, words } from './words.ts';

export type Voice = PublicVoice &
  Partial<Pick<WholeVoice, 'clock' | 'commands' | 'isMine' | 'isSupported' | 'reason'>> & {
    readonly isPublic?: boolean;
  };

/** The pages of voices are of their own; lists of what is public bring the words along. */
const page = words.page as { readonly voices?: Messages['online']['voices'] };
export const v = page.voices ?? (words.page as unknown as Messages['online']['voices']);

/** Addresses of the interface by kind. */
export const collections: Readonly<Record<Voice['kind'], string>> = {
  complaint: 'complaints',
  'data-request': 'data-requests',
  question: 'questions',
  correction: 'corrections',
  rating: 'ratings',
  reuse: 'reuses',
};

const tones: Readonly<Record<Voice['status'], Tone>> = {
  filed: 'warning',
  admitted: 'accent',
  answered: 'accent',
  declined: 'quiet',
  hidden: 'quiet',
  withdrawn: 'quiet',
};

/** A complaint is accepted, ratings and reuses wait for no answer. */
function statusWords({ kind, status }: Voice): string {
  if (status !== 'admitted') return v.status[status];
  if (kind === 'complaint') return v.status.accepted;
  return kind === 'rating' || kind === 'reuse' ? v.status.shown : v.status.admitted;
}

export const voiceMark = (voice: Voice): HTMLElement => mark(tones[voice.status], statusWords(voice));
export const titleOf = ({ title }: Voice): string => title ?? v.facts.deleted;

/** A dataset or an agency as the interface names it; its id where the catalogue does not know it any more. */
export const named = ({ id, name, nameEn }: Voice['datasets'][number]): string =>
  nameOf({ id, ...(name !== null && { name }), ...(nameEn !== null && { nameEn }) });
