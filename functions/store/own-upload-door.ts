import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  addressLifetime,
  type UploadDoor,
  uploadMediaType,
  uploadTokenHeader,
} from '../service/ports-upload.ts';

/**
 * Addresses of this platform, for one machine. What lets a file in is a header, since addresses end up in logs: until
 * when, and a keyed hash over that, the upload and the name. The key lives as long as the process: after a restart the
 * upload tells new ones.
 */
export function openOwnUploadDoor({ portalUrl, now }: { portalUrl: string; now: () => Date }): UploadDoor {
  const key = randomBytes(32);
  const seal = (upload: string, name: string, until: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([upload, name, until]))
      .digest();
  return {
    address: async ({ upload, name }) => {
      const until = new Date(now().getTime() + addressLifetime).toISOString();
      return {
        method: 'PUT',
        url: `${portalUrl}/api/v1/uploads/${upload}/files/${encodeURIComponent(name)}`,
        headers: {
          'Content-Type': uploadMediaType,
          [uploadTokenHeader]: `${until} ${seal(upload, name, until).toString('base64url')}`,
        },
        validUntil: until,
      };
    },
    admits: ({ upload, name }, token) => {
      const [until = '', given = ''] = token.split(' ');
      const sealed = Buffer.from(given, 'base64url');
      const wanted = seal(upload, name, until);
      return (
        sealed.length === wanted.length &&
        timingSafeEqual(sealed, wanted) &&
        now().getTime() < Date.parse(until)
      );
    },
  };
}
