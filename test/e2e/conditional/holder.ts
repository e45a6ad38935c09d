/** A program that holds a key and asks for rows. */
import type { Platform } from '../platform.ts';
import { enterprises } from './datasets.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly code?: string;
}

/** Asks an address below the dataset's, e.g. `records?limit=1`. */
export type Ask = (address: string) => Promise<Answer>;

export function holder({ get }: Platform, secret: string): Ask {
  return async (address) => {
    const headers = { 'X-API-Key': secret };
    const response = await get(`/api/v1/datasets/${enterprises}/${address}`, { headers });
    const text = await response.text();
    const { status } = response;
    return status < 400 ? { status, text } : { status, text, code: JSON.parse(text).code };
  };
}

/** An error without the number of its request, and without the name of the field that it is about. */
export const errorAbout = ({ text }: Answer, field: string): string =>
  JSON.stringify({ ...JSON.parse(text), instance: '' }).replaceAll(field, 'FIELD');

/** Asks for a row again and again until that is refused; answers the refusal. */
export async function untilRefused(ask: Ask): Promise<Answer> {
  for (;;) {
    const answer = await ask('records?limit=1');
    if (answer.status !== 200) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
