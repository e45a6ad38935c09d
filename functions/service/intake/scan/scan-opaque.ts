/** Personal data in files published as they are: texts by line, the XML of Office files, and what cannot be read. */
import type { PrivacyFinding } from '../../../domain/defect.ts';
import type { PrivacyContext } from '../../../domain/privacy.ts';
import type { SourceFile } from '../context.ts';
import { chunksOf, headOf } from '../detect/chunks.ts';
import { findEncoding } from '../detect/encoding.ts';
import type { Inspection } from '../detect/inspect.ts';
import { isRefused } from '../refusal.ts';
import { scanArchive } from './scan-archive.ts';
import { PIECE_CHARACTERS, textScan } from './text-scan.ts';

export interface Scanned {
  readonly findings: readonly PrivacyFinding[];
  /** Why the file, or a part of it, could not be looked through; absent when all of it was. */
  readonly unscannable?: string;
}

/** What begins like this is no text, whatever bytes follow. */
const binary: readonly (readonly [string, string])[] = [
  ['25504446', 'a PDF'],
  ['d0cf11e0', 'an old or encrypted Office file'],
  ['7b5c727466', 'RTF'],
  ['ffd8ff', 'an image'],
  ['89504e47', 'an image'],
  ['47494638', 'an image'],
  ['49492a00', 'an image'],
  ['4d4d002a', 'an image'],
  ['52494646', 'an image or a recording'],
  ['494433', 'a recording'],
  ['1f8b', 'an archive'],
  ['425a68', 'an archive'],
  ['fd377a58', 'an archive'],
  ['28b52ffd', 'an archive'],
  ['377abcaf', 'an archive'],
  ['52617221', 'an archive'],
  ['50415231', 'a Parquet file'],
  ['53514c69', 'a database'],
];
/** More unreadable characters than one in so many: the file is no text. */
const READABLE_SHARE = 200;
const OVERLAP_CHARACTERS = 128;

/** @param column what the findings call the file. */
export async function scanOpaque(
  file: SourceFile,
  inspection: Inspection,
  column: string,
  context: PrivacyContext,
): Promise<Scanned> {
  const head = (await headOf(file.path, 8)).toString('hex');
  if (head.startsWith('504b')) return scanArchive(file, column, context);
  const known = binary.find(([magic]) => head.startsWith(magic));
  if (known !== undefined) return { findings: [], unscannable: known[1] };
  const encoding = await encodingOf(file, inspection);
  if (encoding === undefined) return { findings: [], unscannable: 'no text' };
  return scanText(file.path, encoding, column, context);
}

/** Undefined for what is no text. */
async function encodingOf(file: SourceFile, inspection: Inspection): Promise<string | undefined> {
  const found = await findEncoding(file.path, file.name, inspection);
  // Text in UTF-8 with damaged places is read as such, the places aside.
  const encoding = isRefused(found) ? 'utf-8' : found.encoding;
  const isWide = encoding.startsWith('utf-16');
  return inspection.nulAt !== undefined && !isWide ? undefined : encoding;
}

async function scanText(
  path: string,
  encoding: string,
  column: string,
  context: PrivacyContext,
): Promise<Scanned> {
  const scan = textScan(column, context);
  let characters = 0;
  let unreadable = 0;
  for await (const { line, text } of linesOf(path, encoding)) {
    characters += text.length + 1;
    unreadable += text.match(odd)?.length ?? 0;
    scan.look(line, text);
  }
  const findings = scan.findings();
  return unreadable * READABLE_SHARE > characters ? { findings, unscannable: 'no text' } : { findings };
}

/** Characters that stand for bytes the encoding does not have, and controls that no text has. */
const odd = /[\ufffd\p{Co}]|(?![\t\n\v\f\r])\p{Cc}/gu;

async function* linesOf(path: string, encoding: string): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let line = 1;
  for await (const chunk of chunksOf(path)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield { line, text };
      line++;
    }
    while (rest.length > PIECE_CHARACTERS) {
      yield { line, text: rest.slice(0, PIECE_CHARACTERS) };
      rest = rest.slice(PIECE_CHARACTERS - OVERLAP_CHARACTERS);
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield { line, text: rest };
}
