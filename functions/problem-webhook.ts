/** The problems of webhooks: status for each refusal; title and advice are the two halves of its words. */
import { type WebhookRefusalCode, webhookRefusals } from './domain/webhook-refusals.ts';
import { problemsOf } from './problem-kind.ts';

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

export const webhookProblems = problemsOf<WebhookProblemCode>(statuses, webhookRefusals);
