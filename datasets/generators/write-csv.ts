import { open } from 'node:fs/promises';

/** How a generator is called: so many rows, from this seed, to this file. */
export interface GeneratorOptions {
  readonly rows: number;
  readonly seed: number;
  readonly path: string;
}
export type Generator = (options: GeneratorOptions) => Promise<void>;

/** Rows gathered before a write: about half a megabyte, so memory stays flat however many rows there are. */
const rowsPerWrite = 4096;

/**
 * Writes a UTF-8 CSV of `rows` lines, each from `line(index)`, with LF line ends. The next lines are made only
 * after the last write has ended. Values must need no quoting; the generators use none that would.
 */
export async function writeCsv(
  { path, rows }: Pick<GeneratorOptions, 'path' | 'rows'>,
  header: readonly string[],
  line: (index: number) => string,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    let text = `${header.join(',')}\n`;
    for (let index = 0; index < rows; index += 1) {
      text += `${line(index)}\n`;
      if (index % rowsPerWrite === rowsPerWrite - 1) {
        await file.appendFile(text);
        text = '';
      }
    }
    await file.appendFile(text);
  } finally {
    await file.close();
  }
}
