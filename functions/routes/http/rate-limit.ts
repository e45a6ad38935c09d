/** The RateLimit fields (IETF draft-ietf-httpapi-ratelimit-headers-10): the policies, and where the asker stands. */
import type { LimitState } from '../../service/access-key/limits.ts';

export function rateLimitHeaders(limits: readonly LimitState[]): Record<string, string> {
  const policies = limits.map(({ name, limit, window }) => `"${name}";q=${limit};w=${window}`);
  const states = limits.map(({ name, remaining, reset }) => `"${name}";r=${remaining};t=${reset}`);
  return { 'RateLimit-Policy': policies.join(', '), RateLimit: states.join(', ') };
}
