/** High-value data (Art. 29): most grounds first, then the latest modified. */
import type { Line } from './line.ts';

export const priorityLines = (lines: readonly Line[]): readonly Line[] =>
  lines
    .filter(({ status, priority }) => status === 'published' && priority !== undefined)
    .toSorted(
      (a, b) => groundsOf(b) - groundsOf(a) || compare(b.modified, a.modified) || compare(a.id, b.id),
    );

const groundsOf = ({ priority }: Line): number => priority?.grounds.length ?? 0;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
