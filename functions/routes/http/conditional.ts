/** Conditional requests (RFC 9110, 13). Dates are not used: versions and hashes say it exactly. */

const tagsOf = (header: string): readonly string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
const opaque = (tag: string): string => tag.replace(/^W\//, '');

/** Whether `If-None-Match` names the entity, by weak comparison. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return tagsOf(ifNoneMatch).some((tag) => opaque(tag) === opaque(etag));
}

/** Whether a range may be sent: no `If-Range`, or one that names the entity by strong comparison, which a weak tag never is. */
export function rangeApplies(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || (ifRange.trim() === etag && !etag.startsWith('W/'));
}
