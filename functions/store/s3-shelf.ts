import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Shelf } from '../service/ports-portal.ts';

/** Files as S3 objects below `prefix`, each written with one call, so that its tag is the MD5 of its content. */
export function openS3Shelf(options: { client: S3Client; bucket: string; prefix: string }): Shelf {
  const { client, bucket: Bucket, prefix } = options;
  const place = (file: string) => ({ Bucket, Key: prefix + file });
  return {
    async put(file, bytes, { mediaType, cacheControl, signal }) {
      const object = { ...place(file), Body: bytes, ContentType: mediaType, CacheControl: cacheControl };
      await client.send(new PutObjectCommand(object), { abortSignal: signal });
    },
    async get(file) {
      try {
        const { Body } = await client.send(new GetObjectCommand(place(file)));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(file) {
      await client.send(new DeleteObjectCommand(place(file)));
    },
    async list(start) {
      const found = new Map<string, string>();
      let from: string | undefined;
      do {
        const asked = { Bucket, Prefix: prefix + start, ContinuationToken: from };
        const page = await client.send(new ListObjectsV2Command(asked));
        for (const { Key = '', ETag = '' } of page.Contents ?? [])
          found.set(Key.slice(prefix.length), ETag.replaceAll('"', ''));
        from = page.NextContinuationToken;
      } while (from !== undefined);
      return found;
    },
  };
}
