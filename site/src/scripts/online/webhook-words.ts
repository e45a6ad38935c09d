/** What the parts of the webhook panel share. */
import { label, t } from './words.ts';

/** Reads the list anew and says what was done; `open` names the webhook that the reader is at. */
export type Again = (said: string, open?: string) => Promise<void>;

/** What a type of message tells of, in words. */
export const eventText = (name: string): string =>
  name === 'webhook.test' ? t.webhooks.testEvent : label(t.events, name.replace(/^application\./, ''));
