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
  readonly happened?: { readonly type: string; readonly at: string };
}
export type Answer<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly problem: Problem };

let csrfToken = '';

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const response = await fetch(path, { ...init, credentials: 'same-origin' }).catch((reason: unknown) =>
    reason instanceof TypeError ? undefined : Promise.reject(reason),
  );
  if (!response) return { ok: false, problem: { code: 'offline' } };
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const body: unknown = isJson ? await response.json() : undefined;
  if (response.ok && isJson) return { ok: true, data: body as T };
  return { ok: false, problem: { code: 'offline', ...(body as Partial<Problem> | undefined) } };
}

export const get = <T>(path: string): Promise<Answer<T>> =>
  ask<T>(ownPath(path), { headers: { Accept: 'application/json' } });

/** Links of the interface name the portal by its public address; the session belongs to this origin. */
const ownPath = (address: string): string => {
  const { pathname, search } = new URL(address, location.origin);
  return pathname + search;
};

export function post<T>(path: string, body: object, key?: string): Promise<Answer<T>> {
  return ask<T>(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-CSRF-Token': csrfToken,
      ...(key !== undefined && { 'Idempotency-Key': key }),
    },
    body: JSON.stringify(body),
  });
}

export function upload<T>(path: string, file: File): Promise<Answer<T>> {
  const body = new FormData();
  body.append('file', file);
  return ask<T>(path, { method: 'POST', headers: { 'X-CSRF-Token': csrfToken }, body });
}

/** Who is signed in, and with it the token that lets this page act. */
export async function whoAmI(): Promise<Answer<Me>> {
  const answer = await get<Me>('/api/v1/me');
  if (answer.ok) csrfToken = answer.data.csrfToken ?? '';
  return answer;
}

/** One key for one intention: pressed again after a lost answer, the same thing is not done twice. */
const keys = new Map<string, string>();

export async function once<T>(path: string, body: object): Promise<Answer<T>> {
  const intention = path + JSON.stringify(body);
  const key = keys.get(intention) ?? crypto.randomUUID();
  keys.set(intention, key);
  const answer = await post<T>(path, body, key);
  if (answer.ok || answer.problem.code !== 'offline') keys.delete(intention);
  return answer;
}

export const command = (
  id: string,
  body: object,
): Promise<Answer<{ readonly status: string; readonly renewal?: string }>> =>
  once(`/api/v1/applications/${encodeURIComponent(id)}/commands`, body);
