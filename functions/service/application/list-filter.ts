/** Which applications of a list are wanted. */
import type { ApplicationStatus } from '../../domain/application-state.ts';
import type { Names } from './names.ts';
import type { Summary } from './summary.ts';

/** All of it holds together. */
export interface ListFilter {
  readonly status?: ApplicationStatus;
  /** Id. */
  readonly dataset?: string;
  /** In the applicant's name or credit code, the names of dataset and agency, or the number of application or decision. */
  readonly words?: string;
  /** Only those for which the agency is late. */
  readonly overdue?: boolean;
}

type Filtered = Pick<Summary, 'id' | 'status' | 'party' | 'decision'> & Names & { readonly overdue: boolean };

export function isWanted(
  { id, status, party, decision, dataset, agency, overdue }: Filtered,
  filter: ListFilter,
): boolean {
  if (filter.status !== undefined && filter.status !== status) return false;
  if (filter.dataset !== undefined && filter.dataset !== dataset.id) return false;
  if (filter.overdue && !overdue) return false;
  const words = plain(filter.words ?? '').split(' ');
  const told = [
    id,
    party.name,
    party.kind === 'organisation' ? party.creditCode : '',
    decision?.decision ?? '',
    dataset.title ?? '',
    dataset.titleEn ?? '',
    agency.name ?? '',
    agency.nameEn ?? '',
  ].map(plain);
  return words.every((word) => told.some((each) => each.includes(word)));
}

/** Whether anything is left out at all. */
export const isNarrowing = ({ status, dataset, words = '', overdue = false }: ListFilter): boolean =>
  status !== undefined || dataset !== undefined || overdue || plain(words) !== '';

/** Width, case and white space make no difference. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
