/** One platform for all attacks of a test file, and short ways to ask it. */

import { demoAccounts } from '../../../../functions/local/demo-accounts.ts';
import { send, type Told } from '../asking.ts';
import { type Authorization, openAuthorization } from '../platform.ts';
import { formOf } from '../state.ts';

let opened: Authorization | undefined;
const tokens = new Map<string, string>();

/** Opens it, with a token for every demo account. */
export async function openGiven(): Promise<void> {
  opened = await openAuthorization();
  for (const { id } of demoAccounts) tokens.set(id, await opened.token(id));
}
export const closeGiven = async (): Promise<void> => opened?.[Symbol.asyncDispose]();

/** Throws before `openGiven`. */
export function platform(): Authorization {
  if (!opened) throw new Error('open the platform first');
  return opened;
}

export type Headers = Readonly<Record<string, string>>;
export const tokenOf = (account: string): string => tokens.get(account) ?? '';
export const by = (account: string): Headers => ({ Authorization: `Bearer ${tokenOf(account)}` });
export const idOf = (name: string): string => platform().state.target(name).id;

export const get = (address: string, headers: Headers = {}): Promise<Told> =>
  send(platform(), { method: 'GET', address, headers });

/** `body` as it is when it is a text, otherwise as JSON. */
export function post(address: string, body: unknown, headers: Headers = {}): Promise<Told> {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const wanted = { method: 'POST', address, headers: { 'Content-Type': 'application/json' }, body: json };
  return send(platform(), wanted, headers);
}

export async function postForm(address: string, form: FormData, headers: Headers): Promise<Told> {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const body = new Uint8Array(await request.arrayBuffer());
  const type = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
  return send(platform(), { method: 'POST', address, headers: type, body }, headers);
}

export const bodyOf = ({ text }: Told): Readonly<Record<string, unknown>> => JSON.parse(text);
export const codeOf = (told: Told): readonly unknown[] => [told.status, bodyOf(told).code];

export const applications = '/api/v1/applications';
export const commands = (name: string): string => `${applications}/${idOf(name)}/commands`;
export const draft = { dataset: 'market-gated', form: formOf('攻') };
export const withdraw = { type: 'withdraw-dataset', reason: '不再需要' };
