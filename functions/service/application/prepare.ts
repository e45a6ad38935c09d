/**
 * From what was asked to a command: the facts that no client says, such as the number of a decision and the frozen
 * texts. The decider is asked first with those facts left open, so that nothing is numbered or frozen for a refusal.
 */
import { decide } from '../../domain/application.ts';
import type { ApplicationBody, ApplicationCommand } from '../../domain/application-command.ts';
import { applicationRefusals } from '../../domain/application-refusals.ts';
import { type Application, submittedForm } from '../../domain/application-state.ts';
import type { Defect } from '../../domain/defect.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import { agreementText } from '../document/agreement.ts';
import { approvalText, rejectionText, revocationText } from '../document/decision.ts';
import type { DocumentFacts } from '../document/facts.ts';
import { freeze } from '../document/frozen.ts';
import { valueFault } from '../query/values.ts';
import { missingAttachments } from './attachments.ts';
import { type ApplicationDeps, type Refused, refuse } from './contract.ts';
import { type NumberedKind, takeDecisionNumber } from './decision-number.ts';
import { recordedSignature } from './signature.ts';
import type { Asked, LoadedApplication } from './stream.ts';

export type Ready = { readonly outcome: 'ready'; readonly command: ApplicationCommand } | Refused;

export interface Asking extends Omit<Asked, 'command'> {
  readonly body: ApplicationBody;
  /** Tells sign-ins apart without being one's secret. */
  readonly session: string;
}

const openFacts = { decision: '', agreement: '', session: '', application: '' } as const;

/** The decider's refusal of what was asked, whatever the facts will be. */
export function refusedOutright(
  { state }: LoadedApplication,
  { body, ...asking }: Asking,
): Refused | undefined {
  const trial = { ...openFacts, ...body } as ApplicationCommand;
  const decision = decide(state, trial, asking.actor, asking.circumstances);
  return decision.outcome === 'refused' ? decision : undefined;
}

export async function prepare(
  deps: ApplicationDeps,
  loaded: LoadedApplication,
  asking: Asking,
): Promise<Ready> {
  const refused = refusedOutright(loaded, asking);
  if (refused) return refused;
  const { body } = asking;
  if (loaded.state.status === 'new') return checkedFiles(deps, loaded, body);
  const decided = { ...asking, id: loaded.id, state: loaded.state };
  switch (body.type) {
    case 'save-draft':
    case 'submit':
      return checkedFiles(deps, loaded, body);
    case 'approve':
      return approval(deps, decided, body);
    case 'reject':
    case 'revoke': {
      const kind = body.type === 'reject' ? 'decision' : 'revocation';
      const facts = await documentFacts(deps, decided, kind);
      const text = (body.type === 'reject' ? rejectionText : revocationText)(facts, body);
      const document = await freeze(deps.blobs, loaded.id, text);
      return ready({ ...body, decision: facts.number, document });
    }
    case 'sign': {
      const { actor, session } = asking;
      const signer = { id: actor.id, name: actor.name };
      const request = { application: loaded.id, party: loaded.state.party, signer, textHash: body.textHash };
      const signed = await (deps.signatures ?? recordedSignature).sign(request);
      if (signed.outcome === 'refused') return refuse('signature-refused', signed.message);
      return ready({ ...body, session, ...(signed.qualified && { qualified: signed.qualified }) });
    }
    case 'renew':
      throw new TypeError('a renewal begins another application first');
    default:
      return ready(body);
  }
}

const ready = (command: ApplicationCommand): Ready => ({ outcome: 'ready', command });

interface Deciding extends Asking {
  readonly id: string;
  readonly state: Application;
}

async function documentFacts(
  deps: ApplicationDeps,
  { id, state, actor, circumstances }: Deciding,
  kind: NumberedKind,
): Promise<DocumentFacts> {
  const { now, guide } = circumstances;
  const number = await takeDecisionNumber(deps.records, { id, kind, actor: actor.id, now });
  const agency = deps.catalogue().agency(state.agency) ?? { name: state.agency };
  const named = guide ?? state.guide ?? { dataset: state.dataset, title: state.dataset, fields: [] };
  return { id, state, number, at: now, agency, guide: named };
}

type Body<Type extends ApplicationBody['type']> = Extract<ApplicationBody, { type: Type }>;

async function approval(deps: ApplicationDeps, deciding: Deciding, body: Body<'approve'>): Promise<Ready> {
  const { grant } = body;
  const defects = unreadable(grant, deciding);
  if (defects.length > 0)
    return {
      outcome: 'refused',
      refusal: { code: 'grant-invalid', message: applicationRefusals['grant-invalid'], defects },
    };
  const form = submittedForm(deciding.state);
  if (!form) throw new TypeError('nothing was submitted that could be approved');
  const facts = await documentFacts(deps, deciding, 'decision');
  const agreement = await freeze(deps.blobs, deciding.id, agreementText(facts, grant, form));
  const document = await freeze(deps.blobs, deciding.id, approvalText(facts, grant, agreement, body));
  return ready({ ...body, decision: facts.number, agreement, document });
}

/** Values of row conditions that cannot be read as the type of their field. */
function unreadable({ rows }: GrantTerms, { circumstances: { guide } }: Deciding): Defect[] {
  return rows.flatMap(({ field: name, values }, row) => {
    const field = guide?.fields.find((each) => each.name === name);
    if (!field) return [];
    return values.flatMap((value, index): Defect[] => {
      const fault = valueFault(field.type, value);
      if (!fault) return [];
      const allowed = fault.allowed?.join(', ');
      const path = `rows[${row}].values[${index}]`;
      return [
        {
          code: 'row-condition',
          path,
          message: fault.message,
          ...(allowed && { allowed }),
          law: 'Art. 26, 45',
        },
      ];
    });
  });
}

async function checkedFiles(
  { records }: ApplicationDeps,
  { id }: LoadedApplication,
  body: ApplicationBody,
): Promise<Ready> {
  const files = ('form' in body && body.form?.attachments) || [];
  const missing = await missingAttachments(records, id, files);
  if (missing.length === 0) return ready(body as ApplicationCommand);
  const defects = missing.map(({ name }) => {
    const path = `attachments[${files.findIndex((file) => file.name === name)}]`;
    return { code: 'file-missing', path, message: `"${name}" was not uploaded to this application` };
  });
  const { refusal } = refuse('attachment-not-uploaded');
  return { outcome: 'refused', refusal: { ...refusal, defects } };
}
