/** Reads the workbook that `../workbook.ts` writes, and what agencies make of it. */
import { isRefused } from '../../intake/refusal.ts';
import { type Archive, damaged, openArchive } from '../../intake/stage/xlsx/archive.ts';
import { type Cell, type CellReading, readSheet } from '../../intake/stage/xlsx/sheet.ts';
import { readSharedTexts, readStyles, readWorkbook } from '../../intake/stage/xlsx/workbook.ts';
import { XmlError } from '../../intake/stage/xlsx/xml.ts';
import { columnLetters } from '../column-letters.ts';
import { type Column, fieldColumns, resourceColumns } from '../columns.ts';
import { itemKey, sheetNames } from '../sheets.ts';
import { type Header, isHeader, readHeader } from './headers.ts';
import { type Fault, limits, type RawCatalogue, type RawCell, type RawPart, tooLarge } from './raw.ts';
import { quoted } from './values.ts';

interface Rows {
  readonly parts: readonly RawPart[];
  readonly faults: readonly Fault[];
}

const broken = (at: string, reason: string): RawCatalogue => ({
  records: [],
  faults: [
    {
      at,
      code: 'unreadable',
      zh: `工作簿无法读取（${reason}）；用 Excel 另存为 .xlsx`,
      en: `the workbook cannot be read: ${reason}; save it again as .xlsx`,
    },
  ],
});

export async function readCatalogueWorkbook(path: string, name: string): Promise<RawCatalogue> {
  const archive = await openArchive(path, name);
  if (isRefused(archive)) return broken(name, archive.defects[0]?.message ?? '');
  try {
    return await readSheets(archive, name);
  } catch (error) {
    return broken(name, error instanceof XmlError ? error.message : damaged(error));
  } finally {
    archive.close();
  }
}

async function readSheets(archive: Archive, name: string): Promise<RawCatalogue> {
  if (!archive.has('xl/workbook.xml')) return broken(name, 'xl/workbook.xml');
  const large = archive.names.find((part) => archive.bytesOf(part) > limits.partBytes);
  if (large !== undefined)
    return {
      records: [],
      faults: [tooLarge(name, `工作簿的 ${large} 过大`, `the workbook's part ${large} is large`)],
    };
  const { sheets, from1904 } = await readWorkbook(archive);
  const reading = { texts: await readSharedTexts(archive), styles: await readStyles(archive), from1904 };
  const read = async (sheet: string, columns: readonly Column[], most: number): Promise<Rows> => {
    const part = sheets.find((each) => each.name.trim() === sheet)?.part;
    return part === undefined
      ? {
          parts: [],
          faults: [
            missingSheet(
              sheet,
              sheets.map((each) => each.name),
            ),
          ],
        }
      : readRows(archive, part, reading, { sheet, columns, most });
  };
  const resources = await read(sheetNames.resources, resourceColumns, limits.records);
  const fields = await read(sheetNames.fields, [itemKey, ...fieldColumns], limits.fields);
  return joined(resources, fields);
}

const missingSheet = (sheet: string, names: readonly string[]): Fault => ({
  at: sheet,
  code: 'missing-sheet',
  zh: `没有工作表“${sheet}”（现有：${names.slice(0, 10).join('、')}）；按模板加上，没有内容的只留表头`,
  en: `there is no sheet ${sheet}; add it as in the template, with its header alone if it is empty`,
});

interface Sheet {
  readonly sheet: string;
  readonly columns: readonly Column[];
  readonly most: number;
}

async function readRows(
  archive: Archive,
  part: string,
  reading: CellReading,
  { sheet, columns, most }: Sheet,
): Promise<Rows> {
  const parts: RawPart[] = [];
  const faults: Fault[] = [];
  let header: Header | undefined;
  let isFull = false;
  await readSheet(archive, part, reading, {
    row: (cells, number) => {
      if (cells.every((cell) => cell === undefined || cell.text.trim() === '')) return;
      if (!header) {
        if (!isHeader(columns, cells)) return;
        const read = readHeader(sheet, columns, cells, number);
        header = read.header;
        faults.push(...read.faults);
      } else if (parts.length < most) parts.push(partOf(sheet, header, cells, number));
      else isFull = true;
    },
    merged: () => undefined,
    pause: () => undefined,
  });
  if (!header) faults.push(noHeader(sheet));
  if (isFull) faults.push(tooLarge(sheet, `超过 ${most} 行`, `more than ${most} rows`));
  return { parts, faults };
}

const noHeader = (sheet: string): Fault => ({
  at: `${sheet}!1`,
  code: 'missing-header',
  zh: '找不到表头；第一行写模板的列名',
  en: 'there is no header; the first row names the columns of the template',
});

function partOf(
  sheet: string,
  { places }: Header,
  row: readonly (Cell | undefined)[],
  number: number,
): RawPart {
  const cells = new Map<string, RawCell>();
  for (const [key, at] of places) {
    const cell = row[at];
    const text = cell?.text.trim() ?? '';
    if (cell && text !== '')
      cells.set(key, {
        text,
        ...(!cell.isText && { isNumber: true }),
        ...(cell.isError && { isError: true }),
      });
  }
  const at = (key?: string): string => {
    const place = key === undefined ? undefined : places.get(key);
    return `${sheet}!${place === undefined ? '' : columnLetters(place)}${number}`;
  };
  return { cells, at };
}

/** Items under the resource that their code names. */
function joined(resources: Rows, fields: Rows): RawCatalogue {
  const codeOf = (part: RawPart): string => part.cells.get('code')?.text ?? '';
  const byCode = Map.groupBy(fields.parts, codeOf);
  const records = resources.parts.map((part) => ({
    ...part,
    fields: byCode.get(codeOf(part)) ?? [],
    faults: [],
  }));
  const codes = new Set(resources.parts.map(codeOf));
  const lost = fields.parts.filter((part) => !codes.has(codeOf(part)));
  const faults = lost.map((part) => ({
    at: part.at('code'),
    code: 'unknown-resource',
    label: itemKey.label,
    zh: `工作表“${sheetNames.resources}”中没有代码${quoted(codeOf(part))}；改正代码，或者删去这一行`,
    en: `no resource of the sheet ${sheetNames.resources} has the code ${quoted(codeOf(part))}; mend the code, or remove the row`,
  }));
  return { records, faults: [...resources.faults, ...fields.faults, ...faults] };
}
