import { includes } from './bucket-checks.ts';
import type { Evaluation } from './evaluate.ts';
import { ofType } from './readable.ts';
import type { Resource } from './resource.ts';

const neverCached = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** Address → what answers, how long CloudFront may keep it. In order: the first that fits. */
const routes = [
  ['/api/v1/datasets/*/records*', 'queryurl', 'Answers-id'],
  ['/api/v1/datasets/*/export/*', 'queryurl', 'Answers-id'],
  ['/api/v1/datasets/*/openapi.json', 'queryurl', 'Answers-id'],
  ['/datasets/*/datapackage.zip', 'queryurl', 'Answers-id'],
  ['/api/action/datastore_search', 'queryurl', 'Answers-id'],
  ['/api/3/action/datastore_search', 'queryurl', 'Answers-id'],
  ['/api/action/*', 'publicurl', 'Answers-id'],
  ['/api/3/action/*', 'publicurl', 'Answers-id'],
  ['/api/v1/publications*', 'publicationurl', neverCached],
  ['/api/v1/quarantines*', 'publicationurl', neverCached],
  ['/api/v1/uploads*', 'publicationurl', neverCached],
  ['/api/v1/harvest*', 'publicationurl', neverCached],
  ['/api/v1/objections/*/quarantine', 'publicationurl', neverCached],
  ['/openapi.json', 'publicationurl', neverCached],
  ['/api/v1/datasets*', 'publicurl', 'Answers-id'],
  ['/api/health*', 'publicurl', 'Answers-id'],
  ['/catalog*', 'publicurl', 'Answers-id'],
  ['/concepts/*', 'publicurl', 'Answers-id'],
  ['/log/*', 'publicurl', 'Answers-id'],
  ['/api/v1/application*', 'workflowurl', neverCached],
  ['/api/v1/keys*', 'workflowurl', neverCached],
  ['/api/v1/me*', 'workflowurl', neverCached],
  ['/api/v1/notifications*', 'workflowurl', neverCached],
  ['/api/v1/service-guide/*', 'workflowurl', neverCached],
  ['/api/v1/shares/*/keys', 'workflowurl', neverCached],
  ['/api/v1/shares/*/use', 'workflowurl', neverCached],
  ['/api/v1/webhooks*', 'workflowurl', neverCached],
  ['/api/*', 'oversighturl', neverCached],
  ['/auth/*', 'workflowurl', neverCached],
  ['/files/*', 'openbucket, else queryurl', 'Stored-id'],
  ['/*', 'openbucket/portal, else publicurl', 'Stored-id'],
];

interface Behavior {
  readonly pathPattern?: string;
  readonly targetOriginId: string;
  readonly cachePolicyId: string;
  readonly viewerProtocolPolicy: string;
  readonly allowedMethods: readonly string[];
}
interface Origin {
  readonly originId: string;
  readonly originPath?: string;
  readonly domainName: unknown;
  readonly originAccessControlId?: string;
  readonly customHeaders?: readonly { readonly name: string; readonly value: unknown }[];
}
interface Distribution {
  readonly origins: readonly Origin[];
  readonly originGroups: readonly {
    readonly originId: string;
    readonly members: readonly { readonly originId: string }[];
  }[];
  readonly orderedCacheBehaviors: readonly Behavior[];
  readonly defaultCacheBehavior: Behavior;
  readonly customErrorResponses?: readonly {
    readonly errorCode: number;
    readonly errorCachingMinTtl?: number;
  }[];
}

/** One origin for everything, behind a firewall, over TLS; no bucket is read but by CloudFront's own signature. */
/** What CloudFront writes of each request; whatever else it knows would tell who asked. */
const logged = ['cs-method', 'cs-uri-stem', 'date', 'sc-range-start', 'sc-status', 'time'];

function logProblems(resources: readonly Resource[]): readonly string[] {
  const deliveries = ofType(resources, 'aws:cloudwatch/logDelivery:LogDelivery');
  const fields = deliveries.map(({ inputs }) => [...((inputs.recordFields ?? []) as string[])].toSorted());
  return JSON.stringify(fields) === JSON.stringify([logged]) ? [] : ['the log of requests tells who asked'];
}

export function edgeProblems({ resources }: Evaluation): readonly string[] {
  const [distribution] = ofType(resources, 'aws:cloudfront/distribution:Distribution');
  if (!distribution) return ['there is no distribution'];
  const cdn = distribution.inputs as unknown as Distribution;
  const behaviors = [...cdn.orderedCacheBehaviors, { ...cdn.defaultCacheBehavior, pathPattern: '/*' }];
  const table = behaviors.map((each) => [each.pathPattern, answererOf(cdn, each), each.cachePolicyId]);
  const plain = behaviors.filter(({ viewerProtocolPolicy }) => viewerProtocolPolicy !== 'redirect-to-https');
  return [
    ...(JSON.stringify(table) === JSON.stringify(routes)
      ? []
      : [`the addresses are ${JSON.stringify(table)}`]),
    ...plain.map(({ pathPattern }) => `${pathPattern} answers over plain HTTP`),
    ...cdn.origins.flatMap(unguarded),
    ...keptFailures(cdn),
    ...firewall(resources, distribution),
    ...logProblems(resources),
    ...queriesToBuckets(resources),
  ];
}

function answererOf({ origins, originGroups }: Distribution, { targetOriginId }: Behavior): string {
  const members = originGroups.find(({ originId }) => originId === targetOriginId)?.members ?? [
    { originId: targetOriginId },
  ];
  return members
    .map((member) => {
      const { domainName, originPath = '' } =
        origins.find(({ originId }) => originId === member.originId) ?? {};
      const [host = ''] = JSON.stringify(domainName).match(/\w+(?=\.lambda-url)|openbucket/) ?? [];
      return host + originPath;
    })
    .join(', else ');
}

/** A bucket is asked with a signature, a function with the secret that shows where a request comes from. */
function unguarded({ originId, originAccessControlId, customHeaders, domainName }: Origin): string[] {
  const isBucket = JSON.stringify(domainName).includes('.s3.');
  const secret = customHeaders?.some(({ name }) => name === 'x-origin-secret');
  return (isBucket ? originAccessControlId : secret) ? [] : [`${originId} is asked without proof`];
}

/** CloudFront does not look at Cache-Control in these, and the address alone is what it keeps them by. */
function keptFailures({ customErrorResponses: told = [] }: Distribution): string[] {
  const kept = [500, 502, 503, 504].filter(
    (status) =>
      !told.some(({ errorCode, errorCachingMinTtl }) => errorCode === status && errorCachingMinTtl === 0),
  );
  return kept.map((status) => `a failure ${status} of one is told to others`);
}

function firewall(resources: readonly Resource[], distribution: Resource): string[] {
  const [acl] = ofType(resources, 'aws:wafv2/webAcl:WebAcl');
  const limit = {
    action: { block: {} },
    statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: 'IP' } },
  };
  const guarded = acl !== undefined && includes(acl.inputs, { scope: 'CLOUDFRONT', rules: [limit] });
  const attached = /RouterWaf$/.test(String(distribution.inputs.webAclId));
  return guarded && attached ? [] : ['no firewall limits the requests of one address'];
}

/** S3 takes some queries for orders, such as which type to say the content has. */
function queriesToBuckets(resources: readonly Resource[]): string[] {
  const [stored] = ofType(resources, 'aws:cloudfront/cachePolicy:CachePolicy').filter(
    ({ name }) => name === 'Stored',
  );
  const [address] = ofType(resources, 'aws:cloudfront/originRequestPolicy:OriginRequestPolicy');
  const none = { queryStringsConfig: { queryStringBehavior: 'none' } };
  const kept =
    includes(stored?.inputs.parametersInCacheKeyAndForwardedToOrigin, none) &&
    includes(address?.inputs, none);
  return kept ? [] : ['queries reach a bucket'];
}
