/** What AWS would answer, as far as the configuration asks: names, addresses, and policy documents as JSON. */
type Values = Record<string, unknown>;

export const account = '111122223333';
export const region = 'ap-east-1';

/** The state of a new resource: its inputs, and what a provider would add. */
export function stateOf({ type, name, inputs }: { type: string; name: string; inputs: Values }) {
  const known = states[type]?.(name, inputs) ?? {};
  const [, service = ''] = /^aws:([^/]+)\//.exec(type) ?? [];
  const arn = `arn:aws:${service}:${region}:${account}:${name}`;
  return { id: `${name}-id`, state: { name, arn, ...inputs, ...known } };
}

const states: Readonly<Record<string, (name: string, inputs: Values) => Values>> = {
  'aws:s3/bucket:Bucket': (name, { bucket = name.toLowerCase() }) => ({
    bucket,
    arn: `arn:aws:s3:::${bucket}`,
    bucketDomainName: `${bucket}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
  }),
  'aws:dynamodb/table:Table': (name) => ({ arn: `arn:aws:dynamodb:${region}:${account}:table/${name}` }),
  'aws:lambda/function:Function': (name, inputs) => ({
    arn: `arn:aws:lambda:${region}:${account}:function:${inputs.name ?? name}`,
  }),
  'aws:lambda/functionUrl:FunctionUrl': (name) => ({
    functionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/`,
  }),
  'aws:cloudwatch/logGroup:LogGroup': (name, inputs) => ({
    arn: `arn:aws:logs:${region}:${account}:log-group:${inputs.name ?? name}`,
  }),
  'aws:iam/role:Role': (name) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
  'aws:cloudfront/distribution:Distribution': () => ({
    id: 'DISTRIBUTION',
    arn: `arn:aws:cloudfront::${account}:distribution/DISTRIBUTION`,
    domainName: 'd111.cloudfront.net',
    hostedZoneId: 'Z2FDTNDATAQYW2',
    etag: 'E1',
  }),
  'aws:acm/certificate:Certificate': (name) => ({
    arn: `arn:aws:acm:us-east-1:${account}:certificate/${name}`,
    domainValidationOptions: [
      {
        domainName: 'open-data.example.cn',
        resourceRecordName: '_x',
        resourceRecordType: 'CNAME',
        resourceRecordValue: '_y',
      },
    ],
  }),
  'aws:sesv2/emailIdentity:EmailIdentity': (_name, { emailIdentity }) => ({
    arn: `arn:aws:ses:${region}:${account}:identity/${emailIdentity}`,
    dkimSigningAttributes: { tokens: ['one', 'two', 'three'] },
  }),
  'aws:sesv2/configurationSet:ConfigurationSet': (name) => ({
    arn: `arn:aws:ses:${region}:${account}:configuration-set/${name}`,
  }),
  'random:index/randomBytes:RandomBytes': (name) => ({ base64: Buffer.from(name).toString('base64') }),
  'random:index/randomPassword:RandomPassword': (name) => ({ result: `random-${name}` }),
  'docker-build:index:Image': () => ({ ref: 'sst-asset@sha256:0', digest: 'sha256:0' }),
  'pulumi-nodejs:dynamic:Resource': () => ({ zoneId: 'ZONE', isDone: true }),
};

/** The answer of a data source or function of a provider. */
export function answerCall({ token, inputs }: { token: string; inputs: Values }): Values {
  const answer = calls[token];
  if (!answer) throw new Error(`the configuration asks AWS for ${token}, which the evaluation does not know`);
  return answer(inputs);
}

const calls: Readonly<Record<string, (inputs: Values) => Values>> = {
  'aws:index/getRegion:getRegion': () => ({ region, name: region, id: region }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({ accountId: account, id: account }),
  'aws:index/getAvailabilityZones:getAvailabilityZones': () => ({ names: [`${region}a`, `${region}b`] }),
  'aws:ecr/getAuthorizationToken:getAuthorizationToken': () => ({
    proxyEndpoint: 'ecr',
    userName: 'AWS',
    password: 'x',
  }),
  'aws:route53/getZone:getZone': () => ({ zoneId: 'ZONE' }),
  'aws:iam/getPolicyDocument:getPolicyDocument': (inputs) => ({
    ...inputs,
    json: JSON.stringify(policyOf(inputs)),
  }),
};

interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

function policyOf(inputs: Values) {
  const statements = (inputs.statements ?? []) as readonly Statement[];
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ effect = 'Allow', actions, resources, principals, conditions, sid }) => ({
      ...(sid && { Sid: sid }),
      Effect: effect,
      Action: actions,
      ...(resources && { Resource: resources }),
      ...(principals?.length && { Principal: principalOf(principals) }),
      ...(conditions?.length && { Condition: conditionOf(conditions) }),
    })),
  };
}

const principalOf = (principals: NonNullable<Statement['principals']>) =>
  principals.some(({ type }) => type === '*')
    ? '*'
    : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]));

function conditionOf(conditions: NonNullable<Statement['conditions']>) {
  const tests: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of conditions) tests[test] = { ...tests[test], [variable]: values };
  return tests;
}
