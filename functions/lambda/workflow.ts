/** For people and their organisations: signing in, applications, review, keys, notifications. */
import './quick-start.ts';

import { tokenSettings, tokenVerifierOf } from '../identity-provider.ts';
import { isLoopback } from '../loopback.ts';
import { createAccessKeys } from '../service/access-key/access-keys.ts';
import { now, openBase } from './base.ts';
import { environment } from './environment.ts';
import { workflowHandler } from './handlers/workflow.ts';
import { openSignIn } from './sign-in.ts';

const base = await openBase();
const accessKeys = createAccessKeys({
  ...base,
  onFailure: (error) => base.log({ level: 'error', event: 'use-log', error: String(error) }),
});

export const handler = workflowHandler({
  ...base,
  accessKeys,
  verifyToken: tokenVerifierOf(environment(...tokenSettings), now),
  signIn: openSignIn(),
  // A receiver on this machine is for trying things out on this machine.
  outgoing: { allowsLoopback: isLoopback(base.portalUrl) },
});
