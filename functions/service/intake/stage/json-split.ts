/**
 * Turns a JSON document into JSON Lines, streaming: the elements of the top-level array, or of the one array of
 * objects in the top-level object. Only brackets and strings are followed; the elements are parsed later.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { chunksOf } from '../detect/chunks.ts';

export interface Split {
  /** `array`: elements were written. `lines`: several top-level objects, so the file is JSON Lines already. */
  readonly shape: 'array' | 'lines' | 'no-array' | 'several-arrays' | 'truncated' | 'not-json';
  /** The keys of the arrays of objects found in the top-level object. */
  readonly keys: readonly string[];
}

interface State {
  readonly keys: string[];
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** Top-level values that have ended. */
  documents: number;
  topIsArray: boolean;
  /** The depth of the elements being copied; 0 when none are. */
  elements: number;
  /** At an array of the top-level object whose first sign is not read yet. */
  pendingArray: boolean;
  junk: boolean;
  /** The bytes of the latest string at depth 1: the key when an array follows. */
  key: number[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const BLANK = 0x20;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

export async function splitJson(source: string, skipBytes: number, target: string): Promise<Split> {
  const state: State = {
    keys: [],
    depth: 0,
    inString: false,
    escaped: false,
    documents: 0,
    topIsArray: false,
    elements: 0,
    pendingArray: false,
    junk: false,
    key: [],
  };
  const out = createWriteStream(target);
  const done = finished(out);
  let skip = skipBytes;
  for await (const chunk of chunksOf(source)) {
    const lines = feed(state, chunk.subarray(skip));
    skip = 0;
    if (lines.length > 0 && !out.write(lines)) await once(out, 'drain');
    if (state.junk) break;
  }
  out.end('\n');
  await done;
  return { shape: shapeOf(state), keys: state.keys };
}

function shapeOf(state: State): Split['shape'] {
  if (state.junk) return 'not-json';
  if (state.depth > 0 || state.inString) return 'truncated';
  if (state.documents === 0) return 'not-json';
  if (state.documents > 1) return state.topIsArray ? 'not-json' : 'lines';
  if (state.topIsArray || state.keys.length === 1) return 'array';
  return state.keys.length === 0 ? 'no-array' : 'several-arrays';
}

/** The bytes to be written for a chunk: at most as many as it has. */
function feed(state: State, chunk: Buffer): Buffer {
  const out = Buffer.allocUnsafe(chunk.length);
  let length = 0;
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] as number;
    const copying = state.elements > 0 && state.depth >= state.elements;
    if (state.inString) {
      followString(state, byte);
      if (copying) out[length++] = byte;
      continue;
    }
    if (byte === BLANK || byte === NEWLINE || byte === 0x0d || byte === 0x09) {
      // One blank is kept: two numbers in a row must not become one.
      if (copying && out[length - 1] !== BLANK) out[length++] = BLANK;
      continue;
    }
    const written = structural(state, byte, copying);
    if (written !== undefined) out[length++] = written;
  }
  return out.subarray(0, length);
}

function followString(state: State, byte: number): void {
  if (state.escaped) state.escaped = false;
  else if (byte === BACKSLASH) state.escaped = true;
  else if (byte === QUOTE) {
    state.inString = false;
    return;
  }
  if (state.depth === 1 && state.elements === 0 && state.key.length < 1000) state.key.push(byte);
}

/** A byte outside strings and blanks; what to write for it, if anything. */
function structural(state: State, byte: number, copying: boolean): number | undefined {
  if (state.pendingArray) beginElements(state, byte);
  const inside = copying || (state.elements > 0 && state.depth >= state.elements);
  switch (byte) {
    case QUOTE:
      state.inString = true;
      state.key = [];
      break;
    case OPEN_ARRAY:
    case OPEN_OBJECT:
      open(state, byte);
      break;
    case CLOSE_ARRAY:
    case CLOSE_OBJECT:
      if (close(state)) return NEWLINE;
      break;
    case COMMA:
      if (inside && state.depth === state.elements) return NEWLINE;
      break;
    default:
      if (state.depth === 0) state.junk = true;
  }
  return inside ? byte : undefined;
}

function open(state: State, byte: number): void {
  state.depth++;
  if (state.depth === 1 && state.documents === 0) {
    state.topIsArray = byte === OPEN_ARRAY;
    if (state.topIsArray) state.elements = 1;
  } else if (state.depth === 2 && !state.topIsArray && byte === OPEN_ARRAY && state.elements === 0) {
    state.pendingArray = true;
  }
}

/** The first sign in an array of the top-level object: only arrays of objects are tables. */
function beginElements(state: State, byte: number): void {
  state.pendingArray = false;
  if (byte !== OPEN_OBJECT) return;
  state.keys.push(Buffer.from(state.key).toString('utf8'));
  if (state.keys.length === 1) state.elements = 2;
}

/** True when the array that is copied has ended. */
function close(state: State): boolean {
  state.depth--;
  if (state.depth === 0) state.documents++;
  if (state.depth < 0) state.junk = true;
  if (state.elements === 0 || state.depth >= state.elements) return false;
  state.elements = 0;
  return true;
}
