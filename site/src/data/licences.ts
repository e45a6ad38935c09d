/** How many datasets each licence covers; what is withheld or withdrawn is licensed to nobody. */
import { type Licence, licenceOf } from '../../../functions/domain/licence.ts';
import type { Line } from './line.ts';

/** Most used first. */
export function licenceCounts(lines: readonly Line[]): readonly { licence: Licence; datasets: number }[] {
  const counts = new Map<string, number>();
  for (const { licence, status, openness } of lines) {
    if (status !== 'published' || openness.class === 'withheld') continue;
    const { id } = licenceOf(licence);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .map(([id, datasets]) => ({ licence: licenceOf(id), datasets }))
    .toSorted((a, b) => b.datasets - a.datasets || (a.licence.id < b.licence.id ? -1 : 1));
}
