/**
 * Titles and texts, and where their filer is written to. They lie apart from the events, which name their hash: so they can
 * be deleted, and the record of what was done stays whole.
 */
import { type } from 'arktype';
import { dayInChina } from '../../domain/china-time.ts';
import { once } from '../../domain/once.ts';
import { classify } from '../../domain/privacy.ts';
import { sha256 } from '../event-log.ts';
import type { Records } from '../ports.ts';

export interface Words {
  readonly title: string;
  readonly text: string;
  /** Who made a reuse, as it is to be told. */
  readonly by?: string;
  /** Told to nobody; answers are sent there. */
  readonly email?: string;
}

const stored = once(() => type({ title: 'string', text: 'string', 'by?': 'string', 'email?': 'string' }));
const key = (id: string): string => `voice-words/${id}`;

/** Of what is told, not of where its filer is written to. */
export const wordsHash = ({ title, text, by }: Words): string =>
  sha256(JSON.stringify([title, text, by ?? null]));

export const keepWords = (records: Records, id: string, words: Words): Promise<boolean> =>
  records.put(key(id), { ...words });

/** Undefined once they were deleted. */
export async function loadWords(records: Records, id: string): Promise<Words | undefined> {
  const value = await records.get(key(id));
  return value && stored().assert(value);
}

/** Which of `texts` hold what the privacy gate looks for (Art. 28, 45). `now` is an ISO 8601 instant, UTC. */
export function personalData(
  texts: Readonly<Record<string, string | undefined>>,
  now: string,
): readonly { readonly field: string; readonly message: string }[] {
  const context = { today: dayInChina(now), officeContacts: new Set<string>() };
  return Object.entries(texts).flatMap(([field, text]) => {
    const found = text === undefined ? [] : classify(text, { name: field, title: field }, context);
    return found.map((kind) => ({ field, message: `must not hold personal data (${kind})` }));
  });
}
