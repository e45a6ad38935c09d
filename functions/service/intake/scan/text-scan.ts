/** Gathers what texts of one source (a file, a part of a descriptor) hold of personal data, text by text. */
import type { PrivacyFinding } from '../../../domain/defect.ts';
import {
  type CellKind,
  candidatePatterns,
  classify,
  columnVerdict,
  type FieldFacts,
  mask,
  type PrivacyContext,
} from '../../../domain/privacy.ts';

const EXAMPLES = 20;
/** A longer text is looked at in pieces that overlap by more than any number is long. */
export const PIECE_CHARACTERS = 65_536;
const OVERLAP_CHARACTERS = 128;
const patterns = Object.entries(candidatePatterns).map(
  ([kind, pattern]) => [kind as CellKind, new RegExp(pattern.replaceAll('\\x{', '\\u{'), 'u')] as const,
);

export interface TextScan {
  /** @param row what the finding names: a line, or the how manieth text it is. */
  readonly look: (row: number, text: string) => void;
  readonly findings: () => PrivacyFinding[];
}

interface Tally {
  candidates: number;
  hits: number;
  readonly examples: { readonly row: number; readonly masked: string }[];
}

/** @param column what the findings call the source. @param field what it is declared to hold; nothing by default. */
export function textScan(
  column: string,
  context: PrivacyContext,
  field: FieldFacts = { name: column, title: column },
): TextScan {
  const found = new Map<CellKind, Tally>();
  const lookAt = (row: number, text: string): void => {
    const candidates = patterns.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []));
    if (candidates.length === 0) return;
    const hits = classify(text, field, context, candidates);
    for (const kind of candidates) count(found, kind, row, text, hits.includes(kind));
  };
  return {
    look: (row, text) => {
      for (const piece of piecesOf(withoutEscapes(text))) lookAt(row, piece);
    },
    findings: () =>
      [...found].flatMap(([kind, { candidates, hits, examples }]) =>
        columnVerdict(kind, candidates, hits, field) === 'personal'
          ? [{ kind, column, cells: hits, examples }]
          : [],
      ),
  };
}

function count(found: Map<CellKind, Tally>, kind: CellKind, row: number, text: string, isHit: boolean): void {
  const tally = found.get(kind) ?? { candidates: 0, hits: 0, examples: [] };
  found.set(kind, tally);
  tally.candidates++;
  if (!isHit) return;
  tally.hits++;
  if (tally.examples.length < EXAMPLES) tally.examples.push({ row, masked: mask(text, kind) });
}

function* piecesOf(text: string): Generator<string> {
  if (text.length <= PIECE_CHARACTERS) {
    yield text;
    return;
  }
  const step = PIECE_CHARACTERS - OVERLAP_CHARACTERS;
  for (let at = 0; at === 0 || at + OVERLAP_CHARACTERS < text.length; at += step)
    yield text.slice(at, at + PIECE_CHARACTERS);
}

/** `\u0031` of JSON and `&#49;` of HTML and XML read as the characters they stand for. */
function withoutEscapes(text: string): string {
  const plain = text.includes('\\u')
    ? text.replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  if (!plain.includes('&#')) return plain;
  return plain.replace(
    /&#(?:[xX]([0-9A-Fa-f]{1,6})|(\d{1,7}));/g,
    (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
