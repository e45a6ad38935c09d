/** For rights and oversight: complaints, requests, questions, reuses, and the audit. */
import './quick-start.ts';

import { tokenSettings, tokenVerifierOf } from '../identity-provider.ts';
import { now, openBase } from './base.ts';
import { environment } from './environment.ts';
import { oversightHandler } from './handlers/oversight.ts';

const base = await openBase();

export const handler = oversightHandler({
  ...base,
  verifyToken: tokenVerifierOf(environment(...tokenSettings), now),
});
