/** Why commands to webhooks are refused, in words. Apart from the decider: the table of problems needs no more. */

/** Webhooks that an owner has at the same time. */
export const mostWebhooks = 10;

export const webhookRefusals = {
  'unknown-webhook': 'there is no such webhook, or you have nothing to do with it; check the id',
  'too-many-webhooks': `an owner has at most ${mostWebhooks} webhooks; remove one that is not needed`,
  'webhooks-overtaken': 'somebody else keeps changing these webhooks; look at them and try again',
  'webhook-address-refused':
    'nothing can be sent to this address; give an https address of a public host, on port 443 or 8443, without name and password (`reason` says what is wrong)',
  'webhook-disabled': 'this webhook is disabled; enable it first',
  'unknown-delivery': 'the webhook has no such delivery; take the id from its deliveries',
  'delivery-pending': 'this is being sent already; wait for its result',
  'too-many-sendings': 'too many tests, replays and changes within an hour; try again in the next hour',
} as const;
export type WebhookRefusalCode = keyof typeof webhookRefusals;
