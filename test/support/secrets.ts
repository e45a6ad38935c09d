import { inspect } from 'node:util';
import { EMULATOR_CREDENTIALS } from './aws-emulators.ts';

const { accessKeyId, secretAccessKey } = EMULATOR_CREDENTIALS;
const SECRETS = [accessKeyId, secretAccessKey, 'Authorization', 'Signature=', 'Credential='];

/** The secrets that somebody sees who logs an error in any of the usual ways. */
export function secretsIn(error: unknown): string[] {
  const texts = [String(error), inspect(error, { depth: 10 }), JSON.stringify(error)];
  if (error instanceof Error)
    texts.push(error.message, error.stack ?? '', inspect(error.cause, { depth: 10 }));
  return SECRETS.filter((secret) => texts.some((text) => text?.toLowerCase().includes(secret.toLowerCase())));
}
