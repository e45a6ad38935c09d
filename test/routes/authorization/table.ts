/** The tables of expected outcomes, as they are written: one row a route and object, one column a caller. */

/**
 * What a caller meets:
 * `ok`   answered (2xx, 3xx);
 * `may`  permitted, whatever the rules then say of stage and content (2xx, 409, 410, 422);
 * `once` answered once, and gone for the next time (404)
 * `-`    the very answer of an id that does not exist: status, headers and body;
 * a number: refused with this status.
 */
export type Cell = string;

export interface Row {
  /** `GET /api/v1/keys`, and the type of the command where a route takes several. */
  readonly operation: string;
  /** One of the objects of `state.ts`, or nothing. */
  readonly object: string;
  readonly ask: Ask;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** What is sent beside the address. */
export interface Ask {
  /** Of the address, beside `{id}`. */
  readonly path: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query: string;
  /** JSON; `$name` in it stands for what `state.ts` keeps under this name. */
  readonly json?: string;
  /** A multipart body of `asking.ts`. */
  readonly upload?: string;
}

const isCell = (text: string): boolean => /^(?:ok|may|once|-|[45]\d\d)$/.test(text);
const words = (text: string): string[] => text.split(/[\s|]+/).filter((word) => word !== '');

/** Reads a table: `operation | object | ask | cells`, cells also apart by `|`. The first line names the columns. */
export function table(text: string): readonly Row[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const columns = words(head);
  return lines.map((line) => {
    const [operation = '', object = '', asked = '', ...groups] = line.split('|').map((part) => part.trim());
    const cells = words(groups.join(' '));
    const wrong = cells.find((cell) => !isCell(cell));
    if (wrong !== undefined) throw new Error(`"${wrong}" is no outcome; take one of table.ts:\n${line}`);
    const [only] = cells;
    const all = cells.length === 1 && only !== undefined ? columns.map(() => only) : cells;
    if (all.length !== columns.length)
      throw new Error(`${all.length} outcomes for ${columns.length} callers:\n${line}`);
    return {
      operation,
      object,
      ask: askOf(asked),
      cells: new Map(columns.map((column, index) => [column, all[index] ?? ''])),
    };
  });
}

/** `name=decision.txt ?limit=1 {"type":"submit"}` or `@pdf`, in this order, each if need be. */
function askOf(text: string): Ask {
  const begin = text.search(/(?:^|\s)[{[]"/);
  const [before, json] = begin < 0 ? [text, ''] : [text.slice(0, begin), text.slice(begin).trim()];
  const parts = before.split(/\s+/).filter((part) => part !== '');
  const path = parts.filter((part) => !/^[?@]/.test(part)).map((part) => part.split('=') as [string, string]);
  const upload = parts.find((part) => part.startsWith('@'))?.slice(1);
  return {
    path: Object.fromEntries(path),
    query: parts.find((part) => part.startsWith('?')) ?? '',
    ...(json !== '' && { json }),
    ...(upload !== undefined && { upload }),
  };
}
