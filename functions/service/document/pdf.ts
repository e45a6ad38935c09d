/** A frozen text as PDF (A4), with the used characters of its fonts embedded. The same text gives the same bytes. */
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { LegalDocument } from '../application/documents.ts';
import { evidenceLines } from './evidence.ts';
import { commonFont, fontOf, sliceOf, type Weight } from './fonts.ts';
import { type Block, blocksOf } from './legal-text.ts';

interface Look {
  readonly size: number;
  readonly weight: Weight;
  readonly align: 'left' | 'center' | 'right';
  readonly indent: number;
  readonly color: string;
  /** Points below. */
  readonly after: number;
}

const body: Look = { size: 12, weight: 400, align: 'left', indent: 24, color: '#111111', after: 4 };
const looks: Readonly<Record<Block['kind'] | 'evidence' | 'page', Look>> = {
  issuer: { ...body, size: 20, weight: 700, align: 'center', indent: 0, color: '#b00010', after: 8 },
  title: { ...body, size: 18, weight: 700, align: 'center', indent: 0, after: 6 },
  number: { ...body, align: 'center', indent: 0, after: 20 },
  heading: { ...body, weight: 700, after: 2 },
  paragraph: body,
  closing: { ...body, align: 'right', indent: 0 },
  evidence: { ...body, size: 8, indent: 0, color: '#333333', after: 1 },
  page: { ...body, size: 8, align: 'center', indent: 0, color: '#333333', after: 0 },
};

type Pdf = InstanceType<typeof PDFDocument>;
interface Run {
  readonly font: string;
  readonly text: string;
}

/** What a PDF is made of: its blocks, what stands below them, and what it says of itself. */
export interface PdfContent {
  readonly title: string;
  readonly author: string;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  readonly blocks: readonly Block[];
  readonly evidence: readonly string[];
}

/** Takes about a tenth of a second, more for the first. */
export function documentPdf(document: LegalDocument): Promise<Uint8Array> {
  const blocks = blocksOf(document.text);
  const title = blocks.find(({ kind }) => kind === 'title')?.text ?? '';
  return textPdf({
    title: `${title} ${document.number}`,
    author: blocks[0]?.text ?? '',
    at: document.at,
    blocks,
    evidence: evidenceLines(document),
  });
}

/** Any text in the look of documents. */
export async function textPdf({ title, author, at, blocks, evidence }: PdfContent): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 72, left: 79, right: 74 },
    info: { Title: title, Author: author, CreationDate: new Date(at) },
    // None of PDF's own fonts: they have no Chinese, and are files that a bundle does not have.
    font: '',
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
  });
  const bytes = buffer(pdf);
  const writer = createWriter(pdf);
  for (const { kind, text } of blocks) {
    // A heading stays with what it heads.
    if (kind === 'heading' && pdf.y > pdf.page.height - 140) pdf.addPage();
    await writer(text, looks[kind]);
  }
  pdf.moveDown(1.5);
  // Evidence is read as a whole; some lines may be two long.
  if (pdf.y > pdf.page.height - 80 - evidence.length * 18) pdf.addPage();
  for (const line of evidence) await writer(line, looks.evidence);
  await numberPages(pdf, writer);
  pdf.end();
  return bytes;
}

/** Below the text of every page, so that a sheet that is missing is missed. */
async function numberPages(pdf: Pdf, writer: ReturnType<typeof createWriter>): Promise<void> {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.y = pdf.page.height - 48;
    await writer(`第 ${page + 1} 页，共 ${count} 页`, looks.page);
  }
}

function createWriter(pdf: Pdf) {
  const runsOf = createRuns(pdf);
  return async (text: string, { size, weight, align, indent, color, after }: Look): Promise<void> => {
    const runs = await runsOf(text, weight);
    pdf.fontSize(size).fillColor(color);
    for (const [index, run] of runs.entries()) {
      const continued = index < runs.length - 1;
      pdf
        .font(run.font)
        .text(run.text, { align, indent: index === 0 ? indent : 0, lineGap: size / 2, continued });
    }
    pdf.y += after;
  };
}

/** Cuts texts where the font changes: nearly never, for the common font has what official texts need. */
function createRuns(pdf: Pdf) {
  const registered = new Set<string>();
  const common = new Map<Weight, ReadonlySet<number>>();
  const register = ({ name, bytes }: { name: string; bytes: Buffer }): string => {
    if (!registered.has(name)) pdf.registerFont(name, bytes);
    registered.add(name);
    return name;
  };
  const fontFor = async (character: string, weight: Weight): Promise<Run> => {
    const point = character.codePointAt(0) ?? 0;
    const base = await commonFont(weight);
    register(base);
    if (!common.has(weight)) common.set(weight, new Set(charactersOf(pdf, base.name)));
    if (common.get(weight)?.has(point)) return { font: base.name, text: character };
    const slice = sliceOf(character);
    if (slice === undefined) return { font: base.name, text: '□' };
    return { font: register(await fontOf(slice, weight)), text: character };
  };
  return async (text: string, weight: Weight): Promise<readonly Run[]> => {
    const runs: Run[] = [];
    for (const character of text) {
      const next = await fontFor(character, weight);
      const last = runs.at(-1);
      if (last?.font === next.font) runs[runs.length - 1] = { font: last.font, text: last.text + next.text };
      else runs.push(next);
    }
    return runs;
  };
}

/** The code points that a registered font has glyphs for. */
function charactersOf(pdf: Pdf, name: string): readonly number[] {
  const { _font: opened } = pdf.font(name) as unknown as {
    _font: { font: { characterSet: readonly number[] } };
  };
  return opened.font.characterSet;
}
