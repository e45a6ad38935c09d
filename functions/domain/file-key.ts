/**
 * Where the bytes of a version lie among the blobs. Every file is archived under its hash, out of public reach
 * (Art. 37); what is open lies once more under its public address, so that any static server can hand it out.
 */

/** The archive: content-addressed, kept for ever, never served to the public. */
export function archiveKey(id: string, sha256: string): string {
  return `archive/${id}/${sha256}`;
}

/** The public place of one distribution; equals the path of its address. */
export function openFileKey(id: string, version: number, name: string): string {
  return `files/${id}/${version}/${name}`;
}

export function openVersionPrefix(id: string, version: number): string {
  return `files/${id}/${version}/`;
}
