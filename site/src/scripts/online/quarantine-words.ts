/** The words of data taken offline, and the address of a dataset there. */
import { pagePath, pageWords } from './words.ts';

export const w = pageWords<'quarantine'>();

export const quarantineAddress = (dataset: string): string =>
  `${pagePath('/quarantine/')}?dataset=${encodeURIComponent(dataset)}`;
