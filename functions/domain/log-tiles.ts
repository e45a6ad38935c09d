/**
 * Where the parts of a log lie, as C2SP tlog-tiles has it: 256 hashes a tile, and tiles of the roots of tiles above them.
 * A tile that is not full yet is another file for each width, so that no file ever changes.
 */
export const tileWidth = 256;

/** As of 1234567: `x001/x234/567`. */
function tileIndex(index: number): string {
  const groups = String(index).padStart(3, '0');
  const whole = groups.padStart(Math.ceil(groups.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return whole.map((group, place) => (place === whole.length - 1 ? group : `x${group}`)).join('/');
}

/** A tile of hashes at a level from 0, or the leaves themselves (`entries`); below the address of the log. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  const partial = width < tileWidth ? `.p/${width}` : '';
  return `tile/${level}/${tileIndex(index)}${partial}`;
}

/** How many entries the tile at `index` has in a log with `size` of them. */
export const widthOf = (index: number, size: number): number => Math.min(tileWidth, size - index * tileWidth);

/** A path as `tilePath` makes it. */
export const tilePattern =
  /^tile\/(?:entries|[0-5])\/(?:x\d{3}\/){0,3}\d{3}(?:\.p\/(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/;

/** Leaves as a tile has them: before each its length in bytes, two bytes, the greater first. */
export function entryBundle(leaves: readonly string[]): Uint8Array {
  const parts = leaves.flatMap((leaf) => {
    const bytes = Buffer.from(leaf);
    if (bytes.length > 0xffff) throw new RangeError('a leaf of the log has more than 65,535 bytes');
    return [Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes];
  });
  return Buffer.concat(parts);
}

/** The leaves in a tile. Throws RangeError for what is none. */
export function leavesIn(bundle: Uint8Array): string[] {
  const bytes = Buffer.from(bundle);
  const leaves: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new RangeError('a tile of leaves is cut off');
    leaves.push(bytes.toString('utf8', at + 2, end));
    at = end;
  }
  return leaves;
}

/** How many leaves a log must have for the file at this path, a tile or a checkpoint, to be one of its own; else 0. */
export function leavesFor(path: string): number {
  const [, size] = /^checkpoints\/(\d+)$/.exec(path) ?? [];
  if (size !== undefined) return Number(size);
  const [, level, index = '', width] = /^tile\/(entries|\d)\/([x\d/]+?)(?:\.p\/(\d+))?$/.exec(path) ?? [];
  if (level === undefined) return 0;
  const entries = Number(index.replaceAll(/[x/]/g, '')) * tileWidth + Number(width ?? tileWidth);
  return entries * tileWidth ** (level === 'entries' ? 0 : Number(level));
}
