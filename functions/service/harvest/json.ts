/** JSON that others wrote: its nesting is looked at before anything walks into it. */
import { Unreadable } from './unreadable.ts';

const mostLevels = 64;

/** How deep a text is nested, followed piece by piece: brackets and strings only. */
export function nesting() {
  const state = { depth: 0, inString: false, isEscaped: false };
  /** Throws `Unreadable`. Answers false for signs within strings. */
  const follow = (sign: string): boolean => {
    if (state.inString) {
      if (state.isEscaped) state.isEscaped = false;
      else if (sign === '\\') state.isEscaped = true;
      else if (sign === '"') state.inString = false;
      return false;
    }
    if (sign === '"') state.inString = true;
    else if (sign === '{' || sign === '[') state.depth += 1;
    else if (sign === '}' || sign === ']') state.depth -= 1;
    if (state.depth > mostLevels) throw new Unreadable('too-deep');
    return true;
  };
  return { state, follow };
}

function checkNesting(text: string): void {
  const { follow } = nesting();
  for (let at = 0; at < text.length; at += 1) follow(text.charAt(at));
}

/** The value; throws `Unreadable` for what is no JSON, or too deep. */
export function readJson(text: string): unknown {
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable('syntax', error);
  }
}

/**
 * The elements of one array of the top-level object, or of a top-level array, one by one and as text: the document is
 * never parsed whole. Answers whether there was such an array.
 */
export async function* arrayElements(
  pieces: AsyncIterable<string>,
  key: string,
): AsyncGenerator<string, boolean> {
  const { state, follow } = nesting();
  let [level, isFound, hasEnded] = [0, false, false];
  let [element, name, last] = ['', '', ''];
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; at += 1) {
      const sign = piece.charAt(at);
      const { depth, inString } = state;
      const isStructure = follow(sign);
      if (level === 0) {
        if (depth === 1 && !isFound) {
          // The latest string of the top-level object; before a colon it is a key.
          if (inString && state.inString) name += sign;
          else if (isStructure && sign === '"') name = '';
          else if (isStructure && sign === ':') last = name;
        }
        const isTop = sign === '[' && depth === 0;
        const isMember = sign === '[' && depth === 1 && last === key && !isFound;
        if (isStructure && (isTop || isMember)) [level, isFound] = [depth + 1, true];
        else if (isStructure && depth === 1 && sign === ',') last = '';
        continue;
      }
      const isEnd = isStructure && depth === level && (sign === ',' || sign === ']');
      if (!isEnd) {
        element += sign;
        continue;
      }
      if (element.trim() !== '') yield element;
      element = '';
      if (sign === ']') [level, hasEnded] = [0, true];
    }
  if (state.depth !== 0 || state.inString || (isFound && !hasEnded)) throw new Unreadable('syntax');
  return isFound;
}
