import type { OutputColumn } from './query.ts';
export async function writeWorkbook(
  _path: string,
  _columns: readonly OutputColumn[],
  _lines: AsyncIterable<readonly string[]>,
): Promise<void> {}
