/** The texts of a decision: those that are frozen, and the same beforehand for whoever is about to decide. */
import type { ApplicationBody } from '../../domain/application-command.ts';
import { submittedForm } from '../../domain/application-state.ts';
import { agreementText } from '../document/agreement.ts';
import { approvalText, rejectionText, revocationText } from '../document/decision.ts';
import type { DocumentFacts } from '../document/facts.ts';
import type { DocumentName } from './documents.ts';

/** Commands that make documents. */
export const decidingTypes = ['approve', 'reject', 'revoke'] as const;
export type DecidingBody = Extract<ApplicationBody, { type: (typeof decidingTypes)[number] }>;

export const isDeciding = (body: ApplicationBody): body is DecidingBody =>
  decidingTypes.some((type) => type === body.type);

/** `hashOf` names the agreement in the approval by its text. Throws for an approval of what was never submitted. */
export function decisionTexts(
  facts: DocumentFacts,
  body: DecidingBody,
  hashOf: (text: string) => string,
): Readonly<Partial<Record<DocumentName, string>>> {
  switch (body.type) {
    case 'approve': {
      const form = submittedForm(facts.state);
      if (!form) throw new TypeError('nothing was submitted that could be approved');
      const agreement = agreementText(facts, body.grant, form);
      return { decision: approvalText(facts, body.grant, hashOf(agreement), body), agreement };
    }
    case 'reject':
      return { decision: rejectionText(facts, body) };
    case 'revoke':
      return { revocation: revocationText(facts, body) };
  }
}
