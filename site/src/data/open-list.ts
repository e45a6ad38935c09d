/** The open list of each agency (Art. 29: made known to the public and kept up to date) and its editions. */
import type { Agency } from '../../../functions/domain/agency.ts';
import { opennessClasses } from '../../../functions/domain/dataset-codes.ts';
import { editionsOf, type ListEdition } from '../../../functions/domain/open-list-edition.ts';
import type { ChangeRow } from '../../../functions/service/catalogue/catalogue.ts';
import type { Line } from './line.ts';
import type { ClassCounts } from './statistics.ts';

export type Edition = ListEdition<ChangeRow>;

export interface OpenList {
  readonly agency: Agency;
  /** By class (open, conditional, withheld, then withdrawn), then title. */
  readonly lines: readonly Line[];
  readonly counts: ClassCounts;
  readonly withdrawn: number;
  readonly overdue: number;
  /** Newest first; the first is the list as it stands. */
  readonly editions: readonly Edition[];
}

/** The list of an agency with the entries `lines`. */
export const openListOf = (
  agency: Agency,
  lines: readonly Line[],
  changesOf: (agency: string) => readonly ChangeRow[],
): OpenList => openList(agency, lines, editionsOf(changesOf(agency.id)));

function openList(agency: Agency, lines: readonly Line[], editions: readonly Edition[]): OpenList {
  const published = lines.filter(({ status }) => status === 'published');
  const inClass = (openness: string) => published.filter((line) => line.openness.class === openness).length;
  return {
    agency,
    lines: lines.toSorted((a, b) => rank(a) - rank(b) || pinyin.compare(a.title, b.title)),
    counts: {
      unconditional: inClass('unconditional'),
      conditional: inClass('conditional'),
      withheld: inClass('withheld'),
    },
    withdrawn: lines.length - published.length,
    overdue: published.filter(isOverdue).length,
    editions,
  };
}

/** Past the day an update is due; what has no data owes no update. */
export const isOverdue = ({ update, version }: Line): boolean =>
  update.kind === 'overdue' && version !== undefined;

const pinyin = new Intl.Collator('zh-CN');

const rank = ({ status, openness }: Line): number =>
  status === 'withdrawn' ? opennessClasses.length : opennessClasses.indexOf(openness.class);
