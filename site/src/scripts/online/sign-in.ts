/** The ways to sign in and to change the account, both back to where the reader is. */
import { post, whoAmI } from './api.ts';

export const loginAddress = (): string =>
  `/auth/login?return=${encodeURIComponent(location.pathname + location.search)}`;

/** Signs the present account out; who signs in next in this browser is asked anew who it is. Answers whether it went. */
export async function signOutHere(): Promise<boolean> {
  const here = await whoAmI();
  if (!here.ok || !here.data.signedIn) return here.ok;
  return (await post('/auth/logout', {})).ok;
}
