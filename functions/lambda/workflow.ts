/** For people and their organisations: signing in, applications, review, keys, notifications. */
import { tokenSettings, tokenVerifierOf } from '../identity-provider.ts';
import { isLoopback } from '../loopback.ts';
import { workflowPart } from '../parts/workflow.ts';
import { createAccessKeys } from '../service/access-key/access-keys.ts';
import { createSurface } from '../surface.ts';
import { now, openBase } from './base.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http.ts';
import { openSignIn } from './sign-in.ts';

const base = await openBase();
const accessKeys = createAccessKeys({
  ...base,
  onFailure: (error) => base.log({ level: 'error', event: 'use-log', error: String(error) }),
});
const deps = {
  ...base,
  accessKeys,
  verifyToken: tokenVerifierOf(environment(...tokenSettings), now),
  signIn: openSignIn(),
  // A receiver on this machine is for trying things out on this machine.
  outgoing: { allowsLoopback: isLoopback(base.portalUrl) },
};

export const handler = httpHandler(createSurface(deps, workflowPart(deps)), base);
