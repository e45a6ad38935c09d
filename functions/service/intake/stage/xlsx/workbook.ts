/** The parts of a workbook that say how a sheet's cells read: its sheets, its date system, styles and shared texts. */
import type { Archive } from './archive.ts';
import { type DateFormat, dateFormats } from './dates.ts';
import { readXml } from './xml.ts';

export interface Sheet {
  readonly name: string;
  readonly visible: boolean;
  /** The part's name in the archive. */
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean;
}

const WORKBOOK = 'xl/workbook.xml';

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const targets = await relations(archive);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(await archive.open(WORKBOOK), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes().date1904 ?? '');
      if (name !== 'sheet') return;
      const { name: title = '', state = 'visible', ...ids } = attributes();
      const id = Object.entries(ids).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const part = targets.get(id);
      if (part !== undefined && archive.has(part))
        sheets.push({ name: title, visible: state === 'visible', part });
    },
  });
  return { sheets, from1904 };
}

async function relations(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const part = 'xl/_rels/workbook.xml.rels';
  if (!archive.has(part)) return targets;
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const { Id = '', Target = '', Type = '' } = attributes();
      if (Type.endsWith('/worksheet'))
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
}

/** For each cell style the kind of date it shows, if any. */
export async function readStyles(archive: Archive): Promise<(DateFormat | undefined)[]> {
  const part = 'xl/styles.xml';
  if (!archive.has(part)) return [];
  const own = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes().numFmtId), attributes().formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(Number(attributes().numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles.map((id) => dateFormats(id, own.get(id)));
}

/** The texts that cells point to. They are held in memory, so their part is limited by the caller. */
export async function readSharedTexts(archive: Archive): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  const texts: string[] = [];
  if (!archive.has(part)) return texts;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await readXml(await archive.open(part), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') inPhonetic = true;
    },
    text: (piece) => {
      if (inText && !inPhonetic) text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') texts.push(text);
    },
  });
  return texts;
}
