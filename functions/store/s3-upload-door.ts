import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { addressLifetime, type UploadDoor, uploadMediaType } from '../service/ports-upload.ts';

/**
 * Presigned addresses of S3: length and SHA-256 are part of what is signed, so that S3 itself takes this very file and
 * no other. An address also ends with the credentials that signed it.
 */
export function openS3UploadDoor({
  client,
  bucket,
  now,
}: {
  client: S3Client;
  bucket: string;
  now: () => Date;
}): UploadDoor {
  return {
    address: async ({ key, bytes, sha256 }) => {
      const headers = {
        'Content-Type': uploadMediaType,
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
        // Where the adapter of the blobs looks for the hash.
        'x-amz-meta-sha256': sha256,
      };
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: bytes,
        ContentType: uploadMediaType,
        ChecksumSHA256: headers['x-amz-checksum-sha256'],
        Metadata: { sha256 },
      });
      // In the query, where the SDK would put them, S3 does not check them.
      const names = new Set([...Object.keys(headers).map((name) => name.toLowerCase()), 'content-length']);
      const signingDate = now();
      const url = await getSignedUrl(client, command, {
        expiresIn: addressLifetime / 1000,
        signingDate,
        signableHeaders: new Set(['host', ...names]),
        unhoistableHeaders: names,
      });
      const validUntil = new Date(signingDate.getTime() + addressLifetime).toISOString();
      return { method: 'PUT', url, headers, validUntil };
    },
    // Files come to S3, not to this platform.
    admits: () => false,
  };
}
