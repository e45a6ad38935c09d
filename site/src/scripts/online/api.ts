/** Asking the interface with the session of this browser: answers and problems are values. */
import type { Defect } from '../../../../functions/domain/defect.ts';

export interface Me {
  readonly signedIn: boolean;
  readonly id?: string;
  readonly name?: string | null;
  readonly roles?: readonly string[];
  readonly agency?: string | null;
  readonly organisations?: readonly { readonly creditCode: string; readonly name: string }[];
  readonly actingFor?: { readonly creditCode: string; readonly name: string } | null;
  /** Several organisations, and none of them nor the person chosen. */
  readonly undecided?: boolean;
  readonly csrfToken?: string | null;
}

export interface Problem {
  /** `offline` when no answer came. */
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly items?: readonly string[];
  readonly defects?: readonly (Defect & { readonly item?: string })[];
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly happened?: { readonly type: string; readonly at: string; readonly by?: string };
}
export type Answer<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly problem: Problem };

let csrfToken = '';
/** Whose page this is: another account of the same browser does not act from it. */
let account: string | undefined;

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const answer = await fetch(path, { ...init, credentials: 'same-origin' })
    .then(readAnswer)
    .catch(lost);
  if (answer?.isGood) return { ok: true, data: answer.body as T };
  return { ok: false, problem: { code: 'offline', ...(answer?.body as Partial<Problem> | undefined) } };
}

async function readAnswer(response: Response): Promise<{ isGood: boolean; body: unknown }> {
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  return { isGood: response.ok && isJson, body: isJson ? await response.json() : undefined };
}

/** The network failed, before the answer or in the middle of it: browsers say so with a TypeError. */
function lost(reason: unknown): undefined {
  if (!(reason instanceof TypeError)) throw reason;
}

type Headers = Readonly<Record<string, string>>;

export const get = <T>(path: string, headers: Headers = {}): Promise<Answer<T>> =>
  ask<T>(ownPath(path), { headers: { Accept: 'application/json', ...headers } });

/** Links of the interface name the portal by its public address; the session belongs to this origin. */
const ownPath = (address: string): string => {
  const { pathname, search } = new URL(address, location.origin);
  return pathname + search;
};

export function post<T>(path: string, body: object, key?: string, headers: Headers = {}): Promise<Answer<T>> {
  return act<T>(path, {
    headers: {
      'Content-Type': 'application/json',
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

export function upload<T>(path: string, file: File, headers: Headers = {}): Promise<Answer<T>> {
  const body = new FormData();
  body.append('file', file);
  return act<T>(path, { body, headers });
}

/** Acts with the token of the session; who signed in anew in another tab has another one, and goes on here. */
async function act<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const send = () => {
    const headers = { ...init.headers, 'X-CSRF-Token': csrfToken };
    return ask<T>(path, { ...init, method: 'POST', headers });
  };
  const answer = await send();
  if (answer.ok || answer.problem.code !== 'csrf-token-invalid') return answer;
  const before = account;
  const here = await whoAmI();
  if (!here.ok) return here;
  if (!here.data.signedIn) return { ok: false, problem: { code: 'unauthenticated' } };
  return here.data.id === before ? send() : { ok: false, problem: { code: 'other-account' } };
}

/** Who is signed in, and with it the token that lets this page act. */
export async function whoAmI(): Promise<Answer<Me>> {
  const answer = await get<Me>('/api/v1/me');
  if (answer.ok) {
    csrfToken = answer.data.csrfToken ?? '';
    account ??= answer.data.id;
  }
  return answer;
}

/** 128 random bits; also where the portal is served without TLS, as on a machine of one's own. */
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** One key for one intention: pressed again after a lost answer, the same thing is not done twice. */
const keys = new Map<string, string>();
/** Whether it was done is not known. */
const unsettled = ['offline', 'idempotency-in-progress', 'internal'];
export const isUnsettled = ({ code }: Problem): boolean => unsettled.includes(code);

export async function once<T>(path: string, body: object): Promise<Answer<T>> {
  const intention = path + JSON.stringify(body);
  const key = keys.get(intention) ?? randomKey();
  keys.set(intention, key);
  const answer = await post<T>(path, body, key);
  if (answer.ok || !isUnsettled(answer.problem)) keys.delete(intention);
  return answer;
}

export const command = (
  id: string,
  body: object,
): Promise<Answer<{ readonly status: string; readonly renewal?: string }>> =>
  once(`/api/v1/applications/${encodeURIComponent(id)}/commands`, body);
