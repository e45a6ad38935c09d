/** A browser as far as sign-in needs one: keeps cookies by path, follows redirects, sends forms. */
export interface Visit {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** As it was set. */
  readonly line: string;
}

export interface CookieBrowser {
  readonly cookies: Map<string, Cookie>;
  /** Addresses in the order in which they were asked for. */
  readonly visited: string[];
  /** One request, redirects not followed. */
  send(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects; `until` names the address that is not asked for any more. */
  visit(url: string, init?: RequestInit, until?: (url: string) => boolean): Promise<Visit>;
}

export function openCookieBrowser(base: string): CookieBrowser {
  const cookies = new Map<string, Cookie>();
  const visited: string[] = [];
  const send = async (target: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(target, base);
    visited.push(url.href);
    const headers = new Headers(init.headers);
    const fitting = [...cookies.values()].filter(({ path }) => url.pathname.startsWith(path));
    if (fitting.length > 0)
      headers.set('Cookie', fitting.map((each) => `${each.name}=${each.value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    visited,
    send,
    visit: async (target, init, until = () => false) => {
      let url = new URL(target, base).href;
      let response = await send(url, init);
      for (let hops = 0; hops < 10 && response.headers.has('Location'); hops += 1) {
        await response.body?.cancel();
        url = new URL(response.headers.get('Location') ?? '', url).href;
        if (until(url)) break;
        response = await send(url);
      }
      const text = response.bodyUsed ? '' : await response.text();
      return { url, status: response.status, text, headers: response.headers };
    },
  };
}

function keep(cookies: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
  const key = `${name} ${path}`;
  const isOver =
    value === '' || attributes.some((each) => /^max-age=0$|^expires=Thu, 01 Jan 1970/i.test(each));
  if (isOver) cookies.delete(key);
  else cookies.set(key, { name, value, path, line });
}
