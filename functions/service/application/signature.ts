import type { SignatureProvider } from './contract.ts';

/**
 * The platform's own electronic signature (Art. 35): the event itself is the evidence, with who, when, the hash of the
 * text and the session, chained to everything before it. A provider of qualified signatures takes its place by
 * configuration.
 */
export const recordedSignature: SignatureProvider = {
  sign: async () => ({ outcome: 'signed' }),
};
