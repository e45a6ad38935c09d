/**
 * Legal texts as they are frozen: plain UTF-8 lines, so that anyone can hash what was decided or signed. HTML and PDF
 * are renderings of exactly these lines.
 */
import { dayInChina } from '../../domain/china-time.ts';
import { measures } from '../../domain/law.ts';
import type { Party } from '../../domain/party.ts';

export interface Block {
  /** `closing` stands at the right margin. */
  readonly kind: 'issuer' | 'title' | 'number' | 'heading' | 'paragraph' | 'closing';
  readonly text: string;
}

const opening = ['issuer', 'title', 'number'] as const;

/** The frozen text of blocks, the first three of which are issuer, title and number. */
export function frozenText(blocks: readonly Block[]): string {
  return `${blocks.map(({ kind, text }) => (kind === 'closing' ? `\t${text}` : text)).join('\n')}\n`;
}

/** The blocks of a frozen text. */
export function blocksOf(frozen: string): readonly Block[] {
  return frozen
    .trimEnd()
    .split('\n')
    .map((line, index): Block => {
      const place = opening[index];
      if (place) return { kind: place, text: line };
      if (line.startsWith('\t')) return { kind: 'closing', text: line.slice(1) };
      return { kind: /^[一二三四五六七八九十]+、/.test(line) ? 'heading' : 'paragraph', text: line };
    });
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const closing = (text: string): Block => ({ kind: 'closing', text });

/** What a person wrote, as part of a paragraph: one line, which cannot pass for a heading or a signature. */
export const quoted = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();

/** 2026年3月10日, of an ISO 8601 instant. */
export function chineseDate(instant: string): string {
  const [year, month, day] = dayInChina(instant).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export const measuresTitle = `《${measures.title}》（${measures.document}）`;

/** 申请人 by name, an organisation with its credit code. */
export const partyText = (party: Party): string =>
  party.kind === 'person'
    ? quoted(party.name)
    : `${quoted(party.name)}（统一社会信用代码：${party.creditCode}）`;
