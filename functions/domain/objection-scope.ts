import type { Agency } from './agency.ts';
import type { ObjectionScope } from './objection-state.ts';

/** As much of a dataset as says who corrects it. */
export interface Answerable {
  readonly publisher: string;
  readonly responsibleDepartment: string;
}

/**
 * In whose scope of correction (更正范围) an objection against a dataset lies. Art. 46 tells two: the Bureau's, on which it
 * decides itself (46(1)), and a provincial responsible department's, to which it is forwarded (46(2)). Each system of data
 * has one responsible department (Art. 14), named in its catalogue entry (Art. 15): what the Bureau itself provides or is
 * responsible for lies in its scope, all else in the department's.
 */
export function objectionScope(
  { publisher, responsibleDepartment }: Answerable,
  agencyOf: (id: string) => Pick<Agency, 'kind'> | undefined,
): ObjectionScope {
  const isBureau = (id: string): boolean => agencyOf(id)?.kind === 'bureau';
  return isBureau(publisher) || isBureau(responsibleDepartment) ? 'bureau' : 'department';
}
