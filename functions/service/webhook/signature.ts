/** Secrets and signatures as Standard Webhooks (standardwebhooks.com) write them: symmetric, `v1`. */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

/** A new secret: told once to the owner, kept to sign with. */
export const makeSecret = (): string => prefix + randomBytes(secretBytes).toString('base64');

export interface SignedMessage {
  /** The same each time that this message is sent. */
  readonly id: string;
  readonly body: string;
}

/** The headers that vouch for a message at this moment; one signature for each secret, newest first. */
export function signedHeaders(
  { id, body }: SignedMessage,
  secrets: readonly string[],
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
