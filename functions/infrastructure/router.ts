/** One origin for portal, interfaces and files: what lies in a bucket is read there, the rest asks a function. */
import { afterBucket, answeredBy, type Part } from '../parts/addresses.ts';
import type { Buckets } from './buckets.ts';
import { chooseSyntax, findPage, sayAddress, sayViewer, secureFile, securePage } from './edge.ts';
import type { Settings } from './settings.ts';
import type { Stage } from './stages.ts';

/** CloudFront's managed policy that keeps nothing. */
const neverCached = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** Seconds that CloudFront waits for a function; more than 60 has to be asked of AWS. */
const patience = 60;

type Routed = Readonly<Record<Part, sst.aws.Function>>;

export interface RouterIn {
  readonly stage: Stage;
  readonly settings: Settings;
  readonly buckets: Buckets;
  readonly functions: Routed;
  /** Sent with each request to a function, so that it can refuse those that come past CloudFront and its firewall. */
  readonly originSecret: $util.Output<string>;
}

export function makeRouter(given: RouterIn): sst.aws.Router {
  const { settings, stage, functions, buckets } = given;
  const cachePolicy = makeCachePolicy('Answers', 'all').id;
  const ofBucket = { bucket: buckets.Open, cachePolicy: makeCachePolicy('Stored', 'none').id };
  const routes = answeredBy.map(([pattern, by]) => {
    const isOpen = by === 'public' || by === 'query';
    const edge = {
      viewerRequest: { injection: by === 'public' ? `${chooseSyntax}${sayViewer}` : sayViewer },
    };
    return [
      pattern,
      { url: functions[by].url, edge, cachePolicy: isOpen ? cachePolicy : neverCached },
    ] as const;
  });
  return new sst.aws.Router('Router', {
    domain: settings.PORTAL_CERTIFICATE
      ? { name: settings.PORTAL_DOMAIN, cert: settings.PORTAL_CERTIFICATE, dns: false }
      : settings.PORTAL_DOMAIN,
    routes: {
      ...Object.fromEntries(routes),
      '/files/*': { ...ofBucket, edge: atEdge(sayAddress, secureFile) },
      '/*': { ...ofBucket, edge: atEdge(findPage, securePage) },
    },
    waf: {
      rateLimitPerIp: stage.rateLimit,
      managedRules: { coreRuleSet: false, knownBadInputs: true, sqlInjection: false },
      logging: { include: 'blocked' },
    },
    transform: { cdn: withFailover(given) },
  });
}

const atEdge = (request: string, response: string) => ({
  viewerRequest: { injection: request },
  viewerResponse: { injection: response },
});

/**
 * Kept as long as an answer says, by all that it depends on: a key makes another answer. No query reaches a bucket:
 * S3 would take `?response-content-type=text/html` for an order. Without a word of S3's CloudFront asks it each time
 * whether a file is still there, so that what was withdrawn is gone at once.
 */
function makeCachePolicy(name: string, queryStringBehavior: 'all' | 'none') {
  return new aws.cloudfront.CachePolicy(name, {
    comment: `${$app.name} ${$app.stage}`,
    minTtl: 0,
    defaultTtl: 0,
    maxTtl: 31_536_000,
    parametersInCacheKeyAndForwardedToOrigin: {
      cookiesConfig: { cookieBehavior: 'none' },
      headersConfig: { headerBehavior: 'whitelist', headers: { items: ['Authorization', 'X-API-Key'] } },
      queryStringsConfig: { queryStringBehavior },
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    },
  });
}

/** The address as it was asked is all that the function behind a bucket is told besides what the cache goes by. */
function makeAddressPolicy() {
  return new aws.cloudfront.OriginRequestPolicy('Address', {
    comment: `${$app.name} ${$app.stage}`,
    cookiesConfig: { cookieBehavior: 'none' },
    headersConfig: {
      headerBehavior: 'whitelist',
      headers: { items: ['x-original-path', 'x-viewer-address'] },
    },
    queryStringsConfig: { queryStringBehavior: 'none' },
  });
}

interface Origin {
  originId: string;
  originPath?: string;
  customHeaders?: unknown;
  customOriginConfig?: { originReadTimeout?: number };
}
interface Behavior {
  targetOriginId: string;
  originRequestPolicyId?: $util.Input<string>;
}

/**
 * Failures that CloudFront would keep for ten seconds, whatever the answer says of being kept (no-store holds for 404,
 * 410, 414 and 501 only): the failure that one person met would be told to all who ask for the same path.
 */
const neverKept = [500, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }));

/** What the component has no words for: the secret header, longer patience, and a function behind each bucket. */
function withFailover({ originSecret, functions }: RouterIn) {
  return (args: sst.aws.CdnArgs): undefined => {
    const origins = args.origins as Origin[];
    const address = makeAddressPolicy();
    const customHeaders = [{ name: 'x-origin-secret', value: originSecret }];
    for (const origin of origins) {
      if (!origin.customOriginConfig) continue;
      origin.customHeaders = customHeaders;
      origin.customOriginConfig.originReadTimeout = patience;
    }
    for (const origin of origins) if (origin.originId === '/*') origin.originPath = '/portal';
    const behaviors = [
      args.defaultCacheBehavior,
      ...(args.orderedCacheBehaviors as Behavior[]),
    ] as Behavior[];
    args.customErrorResponses = neverKept;
    args.originGroups = afterBucket.map(([pattern, by]) => {
      const fallback = `${pattern} otherwise`;
      origins.push({ ...origin(fallback, functions[by].url), customHeaders } as Origin);
      for (const behavior of behaviors) {
        if (behavior.targetOriginId !== pattern) continue;
        behavior.targetOriginId = `${pattern} with fallback`;
        behavior.originRequestPolicyId = address.id;
      }
      return {
        originId: `${pattern} with fallback`,
        failoverCriteria: { statusCodes: [403, 404, 500, 502, 503, 504] },
        members: [{ originId: pattern }, { originId: fallback }],
      };
    });
    return undefined;
  };
}

const origin = (originId: string, url: $util.Output<string>) => ({
  originId,
  domainName: url.apply((address) => new URL(address).host),
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: 'https-only',
    originReadTimeout: patience,
    originSslProtocols: ['TLSv1.2'],
  },
});
