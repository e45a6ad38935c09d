/** Where frozen texts are kept: under the application and their own hash, never in a public place. */
import { text } from 'node:stream/consumers';
import { sha256 } from '../event-log.ts';
import type { Blobs } from '../ports.ts';

const frozenKey = (application: string, hash: string): string => `documents/${application}/${hash}`;

/** Stores a text and answers its sha256. Storing it again changes nothing. */
export async function freeze(blobs: Blobs, application: string, content: string): Promise<string> {
  const hash = sha256(content);
  const mediaType = 'text/plain; charset=utf-8';
  await blobs.putBytes(frozenKey(application, hash), Buffer.from(content, 'utf8'), {
    sha256: hash,
    mediaType,
  });
  return hash;
}

/** Throws when the text is lost, or is not the one that was frozen. */
export async function thaw(blobs: Blobs, application: string, hash: string): Promise<string> {
  const content = await blobs.get(frozenKey(application, hash));
  if (!content) throw new Error(`the text ${hash} of ${application} is missing from the blobs`);
  const frozen = await text(content);
  if (sha256(frozen) !== hash) throw new Error(`the text ${hash} of ${application} was changed`);
  return frozen;
}
