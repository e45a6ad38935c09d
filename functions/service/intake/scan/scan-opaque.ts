/** Personal data in files published as they are: texts are scanned by line; what is no text cannot be, and is told. */
import type { PrivacyFinding } from '../../../domain/defect.ts';
import {
  type CellKind,
  candidatePatterns,
  classify,
  columnVerdict,
  mask,
  type PrivacyContext,
} from '../../../domain/privacy.ts';
import type { SourceFile } from '../context.ts';
import { chunksOf } from '../detect/chunks.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { Warning } from '../refusal.ts';

const EXAMPLES = 20;
/** A longer line is looked at in pieces that overlap by more than any number is long. */
const PIECE_CHARACTERS = 65_536;
const OVERLAP_CHARACTERS = 64;
const patterns = Object.entries(candidatePatterns).map(
  ([kind, pattern]) => [kind as CellKind, new RegExp(pattern.replaceAll('\\x{', '\\u{'), 'u')] as const,
);

export interface Scanned {
  readonly findings: readonly PrivacyFinding[];
  readonly warnings: readonly Warning[];
}

export async function scanOpaque(
  file: SourceFile,
  inspection: Inspection,
  context: PrivacyContext,
): Promise<Scanned> {
  if (inspection.nulAt !== undefined) {
    const message = `"${file.name}" is no text, so it was not scanned for personal data. Look through it before it is approved.`;
    return { findings: [], warnings: [{ code: 'attachment-not-scanned', message, count: 1 }] };
  }
  const field = { name: file.name, title: file.name };
  const found = new Map<
    CellKind,
    { candidates: number; hits: number; examples: { row: number; masked: string }[] }
  >();
  for await (const { line, text } of linesOf(
    file.path,
    inspection.invalidAt === undefined ? 'utf-8' : 'gb18030',
  )) {
    const candidates = patterns.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []));
    if (candidates.length === 0) continue;
    const hits = classify(text, field, context, candidates);
    for (const kind of candidates) {
      const tally = found.get(kind) ?? { candidates: 0, hits: 0, examples: [] };
      found.set(kind, tally);
      tally.candidates++;
      if (!hits.includes(kind)) continue;
      tally.hits++;
      if (tally.examples.length < EXAMPLES) tally.examples.push({ row: line, masked: mask(text, kind) });
    }
  }
  const findings = [...found].flatMap(([kind, { candidates, hits, examples }]) =>
    columnVerdict(kind, candidates, hits, field) === 'personal'
      ? [{ kind, column: file.name, cells: hits, examples }]
      : [],
  );
  return { findings, warnings: [] };
}

async function* linesOf(path: string, encoding: string): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let line = 1;
  for await (const chunk of chunksOf(path)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      for (const piece of piecesOf(text)) yield { line, text: piece };
      line++;
    }
    while (rest.length > PIECE_CHARACTERS) {
      yield { line, text: rest.slice(0, PIECE_CHARACTERS) };
      rest = rest.slice(PIECE_CHARACTERS - OVERLAP_CHARACTERS);
    }
  }
  if (rest !== '') yield { line, text: rest };
}

function* piecesOf(text: string): Generator<string> {
  const step = PIECE_CHARACTERS - OVERLAP_CHARACTERS;
  for (let at = 0; at === 0 || at + OVERLAP_CHARACTERS < text.length; at += step)
    yield text.slice(at, at + PIECE_CHARACTERS);
}
