/** How the functions become files: what SST tells esbuild. The tests bundle them with the same words. */

/**
 * Ways to credentials that no function takes, since Lambda puts them into the environment, and what the SDK keeps for
 * browsers. Nothing asks for them, so they need not be there.
 */
const absent = [
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/nested-clients',
  '@aws-sdk/token-providers',
  '@smithy/credential-provider-imds',
  'bowser',
];

/** Beside the bundle: fonts and what reads them (`pack-documents.ts`). */
const packed = ['brotli'];

/**
 * What is imported later lies in files of its own, which a cold start does not read. Names of functions and classes are
 * not kept: nothing goes by them. Source maps are kept apart, as SST does unless it is told otherwise.
 */
export const bundling = {
  format: 'esm',
  minify: true,
  splitting: true,
  esbuild: { keepNames: false, external: [...absent, ...packed] },
} as const satisfies {
  format: 'esm';
  minify: boolean;
  splitting: boolean;
  esbuild: { keepNames: boolean; external: string[] };
};
