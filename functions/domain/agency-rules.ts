/** Who publishes, who answers, and how the office is reached. */

import { nearest } from './nearest.ts';
import { isMobileNumber } from './office-contact.ts';
import { type Complaint, complainIf, type Rule, type RuleContext, type SoundDataset } from './rule.ts';

function checkRegistered(key: 'publisher' | 'responsibleDepartment') {
  return (dataset: SoundDataset, { agencies }: RuleContext): Complaint[] => {
    const id = dataset[key];
    if (id === undefined || agencies.has(id)) return [];
    const meant = nearest(id, agencies.keys());
    const message = `no agency is registered as "${id}"${meant ? `; did you mean "${meant}"?` : ''}`;
    return [{ path: key, message, allowed: listed([...agencies.keys()]) }];
  };
}

/** At most twelve ids: a province has hundreds of agencies. */
const listed = (ids: readonly string[]): string =>
  ids.length === 0
    ? 'none: register the agencies first'
    : ids.length > 12
      ? `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`
      : ids.join(', ');

export const agencyRules: readonly Rule[] = [
  { code: 'unknown-publisher', law: 'Art. 3', check: checkRegistered('publisher') },
  { code: 'unknown-department', law: 'Art. 14', check: checkRegistered('responsibleDepartment') },
  {
    code: 'contact-missing',
    law: 'Art. 50',
    check: ({ contact }) =>
      complainIf(
        contact !== undefined && contact.phone === undefined && contact.email === undefined,
        'contact',
        "give the office's phone, e-mail address, or both",
      ),
  },
  {
    code: 'contact-private',
    law: 'Art. 45',
    check: ({ contact }) =>
      complainIf(
        isMobileNumber(contact?.phone ?? ''),
        'contact.phone',
        'a mobile number belongs to a person; give a number of the office',
        'a landline or service number, e.g. 0431-88904567 or 12345',
      ),
  },
];
