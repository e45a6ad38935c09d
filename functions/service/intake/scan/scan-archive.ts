/** Personal data in Office files and other ZIP archives of XML: every part, as the texts it shows and its attributes. */
import type { PrivacyContext } from '../../../domain/privacy.ts';
import type { SourceFile } from '../context.ts';
import { isRefused } from '../refusal.ts';
import { type Archive, damaged, openArchive } from '../stage/xlsx/archive.ts';
import { readXml, XmlError } from '../stage/xlsx/xml.ts';
import type { Scanned } from './scan-opaque.ts';
import { type TextScan, textScan } from './text-scan.ts';

const xmlPart = /\.(?:xml|rels|vml|rdf)$/i;
/** Parts that hold settings of a printer, or no more than the kind of the file. */
const harmlessPart = /(?:^|\/)(?:printerSettings\d*\.bin|mimetype)$|\/$/i;
/** Elements that a text runs through: what stands before and after them is one text. */
const inline = new Set(
  'r t rPr delText ins del hyperlink smartTag proofErr bookmarkStart bookmarkEnd span a noBreakHyphen softHyphen lastRenderedPageBreak'.split(
    ' ',
  ),
);
const blank = new Set(['tab', 'br', 'cr', 's', 'line-break']);
/** Elements by the million whose attributes are places and styles. */
const placed = new Set(['c', 'row', 'v', 'r', 't', 'p', 'si']);

/** A longer text is looked at in parts, in characters. */
const MAX_TEXT = 1 << 20;

/** The whole archive. What is no XML in it makes it unscannable. */
export async function scanArchive(
  file: SourceFile,
  column: string,
  context: PrivacyContext,
): Promise<Scanned> {
  const archive = await openArchive(file.path, file.name);
  if (isRefused(archive)) return { findings: [], unscannable: 'an archive that cannot be opened' };
  const scan = textScan(column, context);
  try {
    return await scanParts(archive, archive.names, scan);
  } finally {
    archive.close();
  }
}

/** The given parts, and the names and remarks of all. */
export async function scanParts(
  archive: Archive,
  parts: readonly string[],
  scan: TextScan,
): Promise<Scanned> {
  const others: string[] = [];
  const look = numbered(scan);
  for (const text of [...archive.names, ...archive.comments]) look(text);
  for (const part of parts) {
    if (harmlessPart.test(part)) continue;
    const isRead = xmlPart.test(part) && (await readable(readTexts(archive, part, look)));
    if (!isRead) others.push(part);
  }
  const findings = scan.findings();
  if (others.length === 0) return { findings };
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  return { findings, unscannable: `an archive with ${others.slice(0, 3).join(', ')}${more}` };
}

/** Texts are told by how manieth they are in the archive. */
function numbered(scan: TextScan): (text: string) => void {
  let texts = 0;
  return (text) => {
    texts++;
    if (text.length > 4) scan.look(texts, text);
  };
}

/** False for a part that is damaged or no XML. */
export async function readable(reading: Promise<void>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (!(error instanceof XmlError)) damaged(error); // throws on what is no damage
    return false;
  }
}

/** Every text of a part, whole even where it is split over runs; every attribute's value. */
async function readTexts(archive: Archive, part: string, look: (text: string) => void): Promise<void> {
  let text = '';
  let inProperties = 0;
  const flush = (): void => {
    if (text !== '') look(text);
    text = '';
  };
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (!placed.has(name)) for (const value of Object.values(attributes())) look(value);
      if (name === 'rPr') inProperties++;
      if (blank.has(name)) text += ' ';
      else if (inProperties === 0 && !inline.has(name)) flush();
    },
    text: (piece) => {
      text += piece;
      if (text.length > MAX_TEXT) flush();
    },
    close: (name) => {
      if (name === 'rPr') inProperties--;
      if (inProperties === 0 && !inline.has(name) && !blank.has(name)) flush();
    },
    comment: look,
  });
  flush();
}
