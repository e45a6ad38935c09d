/**
 * Which part of the surface answers an address: the first pattern that matches. `*` stands for any text, slashes
 * included, as in CloudFront. The router of the cloud is made from this table; a test holds it against the routes.
 */
export const parts = ['catalogue', 'query', 'publication', 'workflow'] as const;
export type Part = (typeof parts)[number];

export const addresses: readonly { readonly pattern: string; readonly part: Part }[] = [
  { pattern: '/api/v1/datasets/*/records', part: 'query' },
  { pattern: '/api/v1/datasets/*/export/*', part: 'query' },
  { pattern: '/files/*', part: 'query' },
  { pattern: '/api/v1/publications*', part: 'publication' },
  { pattern: '/openapi.json', part: 'publication' },
  { pattern: '/api/v1/datasets*', part: 'catalogue' },
  { pattern: '/datasets/*.json', part: 'catalogue' },
  { pattern: '/catalog.sqlite', part: 'catalogue' },
  { pattern: '/feed.atom', part: 'catalogue' },
  { pattern: '/api/health', part: 'catalogue' },
  { pattern: '/api/*', part: 'workflow' },
  { pattern: '/auth/*', part: 'workflow' },
];

const tests = addresses.map(({ pattern, part }) => ({
  part,
  matches: new RegExp(`^${pattern.replaceAll(/[.]/g, '\\$&').replaceAll('*', '.*')}$`),
}));

/** The part for a path; undefined for the pages and files of the static portal. */
export const partOf = (path: string): Part | undefined =>
  tests.find(({ matches }) => matches.test(path))?.part;
