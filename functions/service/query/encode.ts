/** Lines of an answer as the bytes of a file, one chunk in, one chunk out. */
type Lines = AsyncIterable<readonly string[]>;
type Bytes = AsyncGenerator<Uint8Array, void, undefined>;

const encoder = new TextEncoder();
const byteOrderMark = '\u{FEFF}';

/** Names hold letters, digits and underscores only: they never need quotes. Lines end with LF. */
export async function* csvBytes(names: readonly string[], lines: Lines, bom: boolean): Bytes {
  yield encoder.encode(`${bom ? byteOrderMark : ''}${names.join(',')}\n`);
  for await (const chunk of lines) yield encoder.encode(`${chunk.join('\n')}\n`);
}

export async function* jsonLinesBytes(lines: Lines): Bytes {
  for await (const chunk of lines) yield encoder.encode(`${chunk.join('\n')}\n`);
}

export async function* jsonBytes(lines: Lines): Bytes {
  let before = '[\n';
  for await (const chunk of lines) {
    yield encoder.encode(before + chunk.join(',\n'));
    before = ',\n';
  }
  yield encoder.encode(before === '[\n' ? '[]\n' : '\n]\n');
}
