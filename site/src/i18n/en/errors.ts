import { problems } from '../../../../functions/problem.ts';
import type { errors as zh } from '../zh/errors.ts';

export const errors: typeof zh = {
  title: 'Error codes',
  lead: 'Every error is RFC 9457 problem+json with a stable code, an explanation, and what to do. Programs should look at the code, not at the words.',
  shape: 'What an error looks like',
  shapeText:
    '`type` is the address of this page with the code; `instance` is the number of the request: please give it when you report a problem. For wrong parameters, `errors` lists all mistakes at once.',
  table: (status) => `Status ${status}`,
  head: { code: 'Code', title: 'Meaning', advice: 'What to do' },
  codes: problems,
};
