/** What is public of a kind, all of it: a page after another, until there are no more. */

import type { Problem } from './api.ts';
import { get } from './api.ts';
import type { Page } from './types.ts';
import type { Voice } from './voice-words.ts';

/** More are not ranked: the page says how many it looked at. */
const most = 1000;

export async function publicVoices(collection: string): Promise<readonly Voice[] | Problem> {
  const all: Voice[] = [];
  let next: string | null = `/api/v1/${collection}?limit=100`;
  while (next !== null && all.length < most) {
    const answer: Awaited<ReturnType<typeof get<Page<Voice>>>> = await get<Page<Voice>>(next);
    if (!answer.ok) return answer.problem;
    all.push(...answer.data.data);
    next = answer.data.links.next;
  }
  return all;
}
