/**
 * Which function of the cloud answers an address. The router is made from this table (`infrastructure/router.ts`), and
 * a test holds it against the routes of each part. `*` stands for any text, slashes included, as in CloudFront.
 */
export const parts = ['public', 'query', 'publication', 'workflow', 'oversight'] as const;
export type Part = (typeof parts)[number];

/** Asked of a function at once, the first that fits. */
export const answeredBy: readonly (readonly [pattern: string, part: Part])[] = [
  ['/api/v1/datasets/*/records*', 'query'],
  ['/api/v1/datasets/*/export/*', 'query'],
  ['/api/v1/datasets/*/openapi.json', 'query'],
  ['/datasets/*/datapackage.zip', 'query'],
  ['/api/action/datastore_search', 'query'],
  ['/api/3/action/datastore_search', 'query'],
  ['/api/action/*', 'public'],
  ['/api/3/action/*', 'public'],
  ['/api/v1/publications*', 'publication'],
  ['/api/v1/quarantines*', 'publication'],
  ['/api/v1/uploads*', 'publication'],
  ['/api/v1/harvest*', 'publication'],
  ['/api/v1/objections/*/quarantine', 'publication'],
  ['/openapi.json', 'publication'],
  ['/api/v1/datasets*', 'public'],
  ['/api/health*', 'public'],
  ['/catalog*', 'public'],
  ['/concepts/*', 'public'],
  ['/log/*', 'public'],
  ['/api/v1/application*', 'workflow'],
  ['/api/v1/keys*', 'workflow'],
  ['/api/v1/me*', 'workflow'],
  ['/api/v1/notifications*', 'workflow'],
  ['/api/v1/service-guide/*', 'workflow'],
  ['/api/v1/shares/*/keys', 'workflow'],
  ['/api/v1/shares/*/use', 'workflow'],
  ['/api/v1/webhooks*', 'workflow'],
  ['/api/*', 'oversight'],
  ['/auth/*', 'workflow'],
];

/**
 * Read in a bucket, and asked of a function where the bucket has no such file: another version, withdrawn (410), for the
 * holder of a key, or made when it is asked for.
 */
export const afterBucket = [
  ['/files/*', 'query'],
  ['/*', 'public'],
] as const satisfies readonly (readonly [pattern: string, part: Part])[];

const matcher = ([pattern, part]: readonly [string, Part]) => ({
  part,
  matches: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
});
const first = answeredBy.map(matcher);
const second = afterBucket.map(matcher);

/** The part that answers for a path, at once or when no bucket has it. */
export function partOf(path: string): { readonly part: Part; readonly isAfterBucket: boolean } {
  const found = first.find(({ matches }) => matches.test(path));
  if (found) return { part: found.part, isAfterBucket: false };
  const part = second.find(({ matches }) => matches.test(path))?.part ?? 'public';
  return { part, isAfterBucket: true };
}
