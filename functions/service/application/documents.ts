/** The documents of an application: frozen texts, and the evidence of the signature beside them. */
import type { Actor } from '../../domain/actor.ts';
import { visibleTo } from '../../domain/application-permissions.ts';
import { applicationRefusals } from '../../domain/application-refusals.ts';
import type { Application, Signature } from '../../domain/application-state.ts';
import type { Party } from '../../domain/party.ts';
import { thaw } from '../document/frozen.ts';
import { applicationActor } from './acting.ts';
import { type ApplicationDeps, type Refused, refuse } from './contract.ts';
import { loadApplication } from './stream.ts';

export const documentNames = ['decision', 'agreement', 'revocation'] as const;
export type DocumentName = (typeof documentNames)[number];

export interface LegalDocument {
  readonly outcome: 'document';
  readonly name: DocumentName;
  /** Of the decision that it belongs to. */
  readonly number: string;
  /** Of the decision, or of the signature; ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
  /** Lower-case hex, of the text. */
  readonly sha256: string;
  /** For whom it is, and who signs. */
  readonly party: Party;
  /** Of an agreement that was signed. */
  readonly signature?: Signature;
}

function hashOf(name: DocumentName, { decision, agreement, revocation }: Application): string | undefined {
  return { decision: decision?.document, agreement, revocation: revocation?.document }[name];
}

/** Those that exist at this stage. */
export const documentsOf = (state: Application): readonly DocumentName[] =>
  documentNames.filter((name) => hashOf(name, state) !== undefined);

/** A document, for whoever may read the application. */
export async function openDocument(
  deps: ApplicationDeps,
  { id, actor, name }: { id: string; actor: Actor; name: DocumentName },
): Promise<LegalDocument | Refused> {
  const { state } = await loadApplication(deps.records, id);
  const visible = visibleTo(applicationActor(actor), state);
  if (!visible) {
    const code = 'unknown-application';
    return { outcome: 'refused', refusal: { code, message: applicationRefusals[code] } };
  }
  const sha256 = hashOf(name, visible);
  if (sha256 === undefined) return refuse('unknown-document');
  const text = await thaw(deps.blobs, id, sha256);
  const { decision, revocation, signature, party } = visible;
  const { decision: number = '', at = '' } = (name === 'revocation' ? revocation : decision) ?? {};
  const document = { outcome: 'document', name, number, at, text, sha256, party } as const;
  return name === 'agreement' && signature ? { ...document, at: signature.at, signature } : document;
}
