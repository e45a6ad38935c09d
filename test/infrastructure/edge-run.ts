/** Runs what CloudFront would run with a request or an answer: the code out of the evaluated configuration. */
import { ofType } from './readable.ts';
import type { Resource } from './resource.ts';

type Headers = Record<string, { value: string }>;

export interface EdgeRequest {
  uri: string;
  headers: Headers;
  querystring: Record<string, { value: string; multiValue?: readonly { value: string }[] }>;
}
export interface EdgeAnswer {
  statusCode: number;
  headers: Headers;
}
interface EdgeEvent {
  readonly viewer: { readonly ip: string };
  readonly request: EdgeRequest;
  readonly response?: EdgeAnswer;
}
type Handler = (event: EdgeEvent) => Promise<EdgeRequest | EdgeAnswer>;

interface Behavior {
  readonly pathPattern?: string;
  readonly functionAssociations: readonly { readonly eventType: string; readonly functionArn: string }[];
}

/** The handler of an address pattern. Throws when there is none. */
export function edgeHandler(
  resources: readonly Resource[],
  pattern: string,
  when: 'viewer-request' | 'viewer-response',
): Handler {
  const [distribution] = ofType(resources, 'aws:cloudfront/distribution:Distribution');
  const { orderedCacheBehaviors = [], defaultCacheBehavior } = (distribution?.inputs ?? {}) as {
    orderedCacheBehaviors?: readonly Behavior[];
    defaultCacheBehavior?: Behavior;
  };
  const behavior =
    pattern === '/*'
      ? defaultCacheBehavior
      : orderedCacheBehaviors.find((each) => each.pathPattern === pattern);
  const arn = behavior?.functionAssociations.find(({ eventType }) => eventType === when)?.functionArn;
  const code = ofType(resources, 'aws:cloudfront/function:Function').find(({ name }) =>
    arn?.endsWith(`:${name}`),
  )?.inputs.code;
  if (typeof code !== 'string') throw new Error(`nothing runs at ${when} of ${pattern}`);
  if (code.length > 10_240) throw new Error(`CloudFront takes no code of ${code.length} bytes`);
  return new Function(`${code}; return handler;`)() as Handler;
}

const portal = 'open-data.example.cn';

export const asked = (
  uri: string,
  querystring: EdgeRequest['querystring'] = {},
  headers: Headers = {},
): EdgeEvent => ({
  viewer: { ip: '203.0.113.7' },
  request: {
    uri,
    querystring,
    headers: { host: { value: portal }, 'x-viewer-address': { value: 'forged' }, ...headers },
  },
});

export const answered = (uri: string, headers: Record<string, string>): EdgeEvent => ({
  ...asked(uri),
  response: {
    statusCode: 200,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
  },
});

export const headersOf = ({ headers }: EdgeRequest | EdgeAnswer): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]));
