/** The problems of webhooks: status for each refusal; title and advice are the two halves of its words. */
import { type WebhookRefusalCode, webhookRefusals } from './domain/webhook-refusals.ts';

const statuses: Readonly<Record<WebhookRefusalCode, number>> = {
  'unknown-webhook': 404,
  'too-many-webhooks': 409,
  'webhooks-overtaken': 409,
  'webhook-address-refused': 422,
  'webhook-disabled': 409,
  'unknown-delivery': 404,
  'delivery-pending': 409,
  'too-many-sendings': 429,
};

export type WebhookProblemCode = WebhookRefusalCode;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const webhookProblems = Object.fromEntries(
  Object.entries(webhookRefusals).map(([code, words]) => {
    const [title = '', ...rest] = words.split('; ');
    const status = statuses[code as WebhookRefusalCode];
    return [code, { status, title: sentence(title), advice: `${sentence(rest.join('; '))}.` }];
  }),
) as Readonly<
  Record<WebhookProblemCode, { readonly status: number; readonly title: string; readonly advice: string }>
>;
