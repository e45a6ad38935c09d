import { writeFile } from 'node:fs/promises';
import type { QualityReport } from '../../../domain/version.ts';
import type { PreparedFile } from '../contract.ts';
import { formatOf, mediaTypeOf } from '../media-types.ts';
import { hashOf } from './file-hash.ts';

type Role = PreparedFile['distribution']['role'];

/** A finished file with its size and hash. */
export async function prepareFile(path: string, name: string, role: Role): Promise<PreparedFile> {
  return distributionOf(path, name, role, await hashOf(path));
}

/** A file whose size and hash are known. */
export function distributionOf(
  path: string,
  name: string,
  role: Role,
  { bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
  title?: string,
): PreparedFile {
  const distribution = { name, format: formatOf(name), mediaType: mediaTypeOf(name), bytes, sha256, role };
  return { path, distribution: { ...distribution, ...(title !== undefined && { title }) } };
}

/** `quality.json`, for machines and for those who keep the file. */
export async function writeQuality(path: string, quality: QualityReport): Promise<PreparedFile> {
  await writeFile(path, `${JSON.stringify(quality, null, 2)}\n`);
  return prepareFile(path, 'quality.json', 'report');
}

/** `SHA256SUMS` over all other files, as `sha256sum -c` reads it. */
export async function writeChecksums(path: string, files: readonly PreparedFile[]): Promise<PreparedFile> {
  const lines = files.map(({ distribution }) => checksumLine(distribution.sha256, distribution.name));
  await writeFile(path, lines.join(''));
  const file = await prepareFile(path, 'SHA256SUMS', 'report');
  return { ...file, distribution: { ...file.distribution, format: 'SHA256SUMS', mediaType: 'text/plain' } };
}

/** File names have no control characters (the schema refuses them), so nothing needs the escaped form (a backslash is refused too). */
function checksumLine(sha256: string, name: string): string {
  return `${sha256}  ${name}\n`;
}
