/** What a JSON document holds beside the array of objects that became the table. */
import { chunksOf } from '../detect/chunks.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const PIECE_BYTES = 65_536;
const OVERLAP_BYTES = 256;

interface Walk {
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** Just behind the bracket of an array that stands in the top-level object. */
  pending: boolean;
  /** In the elements of the table's array. */
  skipping: boolean;
}

/** The text around the table, some at a time. Nothing for a document that is an array of objects. */
export async function* restOfJson(path: string): AsyncGenerator<string> {
  const walk: Walk = { depth: 0, inString: false, escaped: false, pending: false, skipping: false };
  let rest: number[] = [];
  let isArray: boolean | undefined;
  for await (const chunk of chunksOf(path)) {
    for (const byte of chunk) {
      if (isArray === undefined && (byte === 0x5b || byte === 0x7b)) isArray = byte === 0x5b;
      if (isArray) return;
      if (!follow(walk, byte)) rest.push(byte);
      if (rest.length < PIECE_BYTES) continue;
      yield Buffer.from(rest).toString('utf8');
      rest = rest.slice(-OVERLAP_BYTES);
    }
  }
  yield Buffer.from(rest).toString('utf8');
}

/** Whether several values stand one after another: JSON Lines, all of them rows. */
export async function isJsonLines(path: string): Promise<boolean> {
  const walk: Walk = { depth: 0, inString: false, escaped: false, pending: false, skipping: false };
  let hasEnded = false;
  for await (const chunk of chunksOf(path)) {
    for (const byte of chunk) {
      follow(walk, byte);
      if (hasEnded && walk.depth > 0) return true;
      if (!hasEnded && walk.depth === 0 && byte === 0x7d && !walk.inString) hasEnded = true;
    }
  }
  return false;
}

/** Whether the byte belongs to the table's array. */
function follow(walk: Walk, byte: number): boolean {
  const wasSkipping = walk.skipping;
  if (walk.inString) {
    if (walk.escaped) walk.escaped = false;
    else if (byte === BACKSLASH) walk.escaped = true;
    else if (byte === QUOTE) walk.inString = false;
    return wasSkipping;
  }
  if (byte <= 0x20) return wasSkipping;
  if (walk.pending) {
    walk.pending = false;
    if (byte === 0x7b) walk.skipping = true;
  }
  if (byte === QUOTE) walk.inString = true;
  else if (byte === 0x5b || byte === 0x7b) {
    walk.depth++;
    walk.pending = byte === 0x5b && walk.depth === 2;
  } else if (byte === 0x5d || byte === 0x7d) {
    walk.depth--;
    if (walk.depth < 2) walk.skipping = false;
  }
  return wasSkipping || walk.skipping;
}
