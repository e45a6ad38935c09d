/** The API under test, whichever way requests take to it. */
import { createApp } from '../../../functions/app.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import { endpoints } from './chosen.ts';
import { openFunctions } from './through-functions.ts';

export interface Api {
  fetch(request: Request): Response | Promise<Response>;
  /** An address, or a path on `http://localhost`. */
  request(address: string, init?: RequestInit): Response | Promise<Response>;
}

export const openApi = (deps: AppDeps): Api => (endpoints() ? openFunctions(deps) : createApp(deps));
