/**
 * What a workbook holds beyond the sheet that became the table, before the workbook itself is published: remarks,
 * properties, unused texts are scanned; other sheets with cells, and what is no XML, keep it from being published.
 */
import type { PrivacyContext } from '../../../domain/privacy.ts';
import type { SourceFile } from '../context.ts';
import { isRefused } from '../refusal.ts';
import { type Archive, openArchive } from '../stage/xlsx/archive.ts';
import { readWorkbook } from '../stage/xlsx/workbook.ts';
import { readXml } from '../stage/xlsx/xml.ts';
import { choose } from '../stage/xlsx.ts';
import { readable, scanParts } from './scan-archive.ts';
import type { Scanned } from './scan-opaque.ts';
import { textScan } from './text-scan.ts';

const SHARED = 'xl/sharedStrings.xml';

/** @param wanted the descriptor's `data.sheet`. */
export async function scanWorkbook(
  file: SourceFile,
  wanted: string | undefined,
  column: string,
  context: PrivacyContext,
): Promise<Scanned> {
  const archive = await openArchive(file.path, file.name);
  if (isRefused(archive)) throw new Error('a workbook that was read cannot be opened again');
  try {
    const { sheets } = await readWorkbook(archive);
    const read = choose(sheets, wanted);
    const others = sheets.filter(({ part }) => part !== read?.part);
    for (const { name, part } of others)
      if ((await cellsOf(archive, part)).filled > 0)
        return { findings: [], unscannable: `a workbook with another sheet, "${name}"` };
    const scan = textScan(column, context);
    let used: ReadonlySet<number> = new Set();
    if (read !== undefined) {
      const cells = await cellsOf(archive, read.part, (text) => scan.look(1, text));
      if (cells.repeated) return { findings: [], unscannable: 'a workbook with two cells in one place' };
      used = cells.shared;
    }
    if (archive.has(SHARED)) await unusedTexts(archive, used, (text) => scan.look(1, text));
    const rest = archive.names.filter((name) => name !== SHARED && name !== read?.part);
    return await scanParts(archive, rest, scan);
  } finally {
    archive.close();
  }
}

interface Cells {
  readonly filled: number;
  /** Indices of the shared texts that cells show. */
  readonly shared: ReadonlySet<number>;
  /** Two cells in one place: only one of them is in the table. */
  readonly repeated: boolean;
}

/** @param look called for all that is not a cell's value: formulas, hints, headings for print. */
async function cellsOf(archive: Archive, part: string, look?: (text: string) => void): Promise<Cells> {
  const shared = new Set<number>();
  let [filled, repeated, inValue, isShared, value] = [0, false, false, false, ''];
  let seen = new Set<string>();
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name === 'row') seen = new Set();
      else if (name === 'c') {
        const { r, t } = attributes();
        isShared = t === 's';
        value = '';
        if (r !== undefined && seen.size === seen.add(r).size) repeated = true;
      } else if (name === 'v' || name === 't') inValue = true;
      else if (look) for (const text of Object.values(attributes())) look(text);
    },
    text: (piece) => {
      if (inValue) value += piece;
      else look?.(piece);
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name !== 'c' || value === '') return;
      filled++;
      if (isShared) shared.add(Number(value));
    },
    ...(look && { comment: look }),
  });
  return { filled, shared, repeated };
}

/** Shared texts that no cell of the table shows, and how others are to be pronounced. */
async function unusedTexts(
  archive: Archive,
  used: ReadonlySet<number>,
  look: (text: string) => void,
): Promise<void> {
  let [at, text, phonetic, inPhonetic] = [-1, '', '', false];
  const reading = readXml(await archive.open(SHARED), {
    open: (name) => {
      if (name === 'si') [at, text, phonetic] = [at + 1, '', ''];
      else if (name === 'rPh') inPhonetic = true;
    },
    text: (piece) => {
      if (inPhonetic) phonetic += piece;
      else text += piece;
    },
    close: (name) => {
      if (name === 'rPh') inPhonetic = false;
      if (name !== 'si') return;
      if (phonetic !== '') look(phonetic);
      if (!used.has(at)) look(text);
    },
    comment: look,
  });
  if (!(await readable(reading))) throw new Error('a workbook that was read is damaged');
}
