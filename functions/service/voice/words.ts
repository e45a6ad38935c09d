/**
 * Titles and texts, and where their filer is written to. They lie in a row beside the events, which name their salted hash:
 * written with the filing, removed when their time is over, and the record of what was done stays whole. Stores of before
 * have them as an item, which is read, and removed, as well.
 */
import { randomBytes } from 'node:crypto';
import { type } from 'arktype';
import { dayInChina } from '../../domain/china-time.ts';
import { once } from '../../domain/once.ts';
import { classify } from '../../domain/privacy.ts';
import type { Erased } from '../../domain/voice-event.ts';
import { sha256 } from '../event-log.ts';
import type { AppendOptions, IndexRow, JsonObject, Records } from '../ports.ts';

export interface Words {
  readonly title: string;
  readonly text: string;
  /** Who made a reuse, as it is to be told. */
  readonly by?: string;
  /** Told to nobody; answers are sent there. */
  readonly email?: string;
}

const stored = once(() =>
  type({ title: 'string', text: 'string', 'by?': 'string', 'email?': 'string', 'salt?': 'string' }),
);
const placeOf = (id: string) => ({ index: 'voice-words', key: id, sort: 'words' }) as const;
const itemOf = (id: string): string => `voice-words/${id}`;

/** The row to be written with the filing, and the salted hash for its event: of what is told, not of the address. */
export function wordsRow(id: string, words: Words): { readonly row: IndexRow; readonly hash: string } {
  const { title, text, by } = words;
  const salt = randomBytes(16).toString('hex');
  const hash = sha256(`${salt}\n${JSON.stringify([title, text, by ?? null])}`);
  return { row: { ...placeOf(id), value: { ...words, salt } }, hash };
}

/** Undefined once they were deleted. */
export async function loadWords(records: Records, id: string): Promise<Words | undefined> {
  const { index, key } = placeOf(id);
  const { rows } = await records.query(index, key, { limit: 1 });
  const value = rows[0]?.value ?? (await records.get(itemOf(id)));
  if (value === undefined) return undefined;
  const { salt: _salt, ...words } = stored().assert(value);
  return words;
}

/** What of the rows is to be written with the event that tells of the removal. Items of before are changed at once. */
export async function erasedWords(records: Records, id: string, what: Erased): Promise<AppendOptions> {
  const { index, key } = placeOf(id);
  const { rows } = await records.query(index, key, { limit: 1 });
  const item = await records.get(itemOf(id));
  if (item && what === 'all') await records.remove(itemOf(id));
  else if (item?.email !== undefined) await records.put(itemOf(id), withoutEmail(item));
  const [row] = rows;
  if (what === 'all') return { remove: [placeOf(id)] };
  return row ? { put: [{ ...row, value: withoutEmail(row.value) }] } : {};
}

const withoutEmail = ({ email: _email, ...rest }: JsonObject): JsonObject => rest;

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
