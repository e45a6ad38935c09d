/** The star of a dataset or an agency is loaded for whoever is signed in; for others the way to sign in stays. */
import { whoAmI } from './online/api.ts';

const account = await whoAmI();
if (account.ok && account.data.signedIn) {
  const { showStar } = await import('./online/favourite-star.ts');
  for (const host of document.querySelectorAll<HTMLElement>('[data-favourite]')) void showStar(host);
}
