/** A file that a form sends. */
import { problem } from './answer.ts';
import type { AppContext } from './deps.ts';
import { boundedBytes } from './http/bounded-body.ts';

/**
 * The one part `file` of a multipart body of at most `mostBytes`; a response where it is anything else. `wanted` is told
 * to who sends no form.
 */
export async function uploadedFile(
  c: AppContext,
  mostBytes: number,
  wanted: string,
): Promise<File | Response> {
  const contentType = c.req.header('Content-Type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType))
    return problem(c, 'unsupported-media-type', { detail: wanted });
  const body = await boundedBytes(c.req.raw.body, mostBytes);
  if (!body) return problem(c, 'too-large', { detail: `an upload has at most ${mostBytes} bytes` });
  const parsed = new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData();
  // What cannot be parsed is the sender's fault, however the parser says so.
  const parts = [...((await parsed.catch(() => undefined)) ?? [])];
  const [name, file] = parts[0] ?? [];
  if (parts.length === 1 && name === 'file' && file instanceof File) return file;
  return problem(c, 'invalid-request', {
    detail: 'Send one part `file` with a file name, and nothing else.',
  });
}
