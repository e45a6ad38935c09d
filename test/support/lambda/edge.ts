/** What CloudFront does with a page that is asked for: its own small functions, run as they are deployed, around the bucket. */
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { findPage, securePage } from '../../../functions/infrastructure/edge.ts';
import { physicalBucket } from './environment.ts';

type Headers = Record<string, { value: string }>;
interface EdgeEvent {
  readonly viewer: { readonly ip: string };
  readonly request: { uri: string; headers: Headers; querystring: object };
  readonly response?: { statusCode: number; headers: Headers };
}
interface Found {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers: Headers;
}
const onRequest = new Function('event', `${findPage}\nreturn event.request;`) as (event: EdgeEvent) => Found;
const onResponse = new Function('event', `${securePage}\nreturn event.response;`) as (
  event: EdgeEvent,
) => Found;

const plain = (headers: Headers) =>
  Object.entries(headers).map(([name, { value }]) => [name, value] as const);

/** Undefined where the bucket has no such page: the function behind it is asked. */
export async function pageOf(client: S3Client, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const asked = { uri: pathname, headers: {}, querystring: {} };
  const found = onRequest({ viewer: { ip: '192.0.2.7' }, request: asked });
  if (found.statusCode !== undefined)
    return new Response(null, { status: 308, headers: [...plain(found.headers)].map(([n, v]) => [n, v]) });
  try {
    const key = decodeURIComponent(`portal${found.uri}`);
    const stored = await client.send(new GetObjectCommand({ Bucket: physicalBucket('Open'), Key: key }));
    const bytes = (await stored.Body?.transformToByteArray()) ?? new Uint8Array();
    const given: Headers = {
      'content-type': { value: stored.ContentType ?? '' },
      ...(stored.CacheControl !== undefined && { 'cache-control': { value: stored.CacheControl } }),
    };
    const response = { statusCode: 200, headers: given };
    const { headers } = onResponse({
      viewer: { ip: '' },
      request: { ...asked, uri: found.uri ?? '' },
      response,
    });
    return new Response(new Uint8Array(bytes), { headers: plain(headers).map(([n, v]) => [n, v]) });
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
