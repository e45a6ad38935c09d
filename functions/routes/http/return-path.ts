/** Long enough for a page with its filters, short enough for a cookie. */
export const longestReturn = 1000;

/**
 * Where a person may be sent back to: an address of this portal, given as an absolute path. Undefined for anything
 * that a browser could take for another host (`//host`, `\host`, a scheme, tricks with dots), and for the sign-in itself.
 */
export function returnPath(text: string, portalUrl: string): string | undefined {
  if (text.length > longestReturn || !/^\/(?![/\\])[^\\\p{Cc}\p{Z}]*$/u.test(text)) return undefined;
  const base = new URL(portalUrl);
  if (!URL.canParse(text, base)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, base);
  // `/.//host` has become `//host` by now.
  if (origin !== base.origin || pathname.startsWith('//') || /^\/auth(?:\/|$)/.test(pathname))
    return undefined;
  return pathname + search + hash;
}
