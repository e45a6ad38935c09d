/**
 * From what was asked to a command: the facts that no client says, such as the number of a decision and the frozen
 * texts. The decider is asked first with those facts left open, so that nothing is numbered or frozen for a refusal.
 */
import { decide } from '../../domain/application.ts';
import type { ApplicationBody, ApplicationCommand } from '../../domain/application-command.ts';
import { officeFor } from '../../domain/application-permissions.ts';
import { applicationRefusals } from '../../domain/application-refusals.ts';
import type { Application } from '../../domain/application-state.ts';
import type { Defect } from '../../domain/defect.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import type { Party } from '../../domain/party.ts';
import { addToday } from '../day-counter.ts';
import type { DocumentFacts } from '../document/facts.ts';
import { freeze } from '../document/frozen.ts';
import { sha256 } from '../event-log.ts';
import { valueFault } from '../query/values.ts';
import { missingAttachments } from './attachments.ts';
import { type ApplicationDeps, type Refused, refuse } from './contract.ts';
import { takeDecisionNumber } from './decision-number.ts';
import { type DecidingBody, decisionTexts } from './decision-texts.ts';
import { partyKey } from './index-rows.ts';
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

/** The same, and of terms whose values cannot be read. */
export function refusedBefore(loaded: LoadedApplication, asking: Asking): Refused | undefined {
  const refused = refusedOutright(loaded, asking);
  if (refused || asking.body.type !== 'approve') return refused;
  const defects = unreadable(asking.body.grant, asking);
  if (defects.length === 0) return undefined;
  const code = 'grant-invalid';
  return { outcome: 'refused', refusal: { code, message: applicationRefusals[code], defects } };
}

export async function prepare(
  deps: ApplicationDeps,
  loaded: LoadedApplication,
  asking: Asking,
): Promise<Ready> {
  const refused = refusedBefore(loaded, asking);
  if (refused) return refused;
  const { body } = asking;
  if (isFull(loaded, body)) return refuse('application-full');
  if (loaded.state.status === 'new') return checkedFiles(deps, loaded, body);
  const decided = { ...asking, id: loaded.id, state: loaded.state };
  switch (body.type) {
    case 'save-draft':
      return checkedFiles(deps, loaded, body);
    case 'submit': {
      const checked = await checkedFiles(deps, loaded, body);
      const isFirst = loaded.state.rounds.length === 0;
      if (checked.outcome === 'refused' || !isFirst || (await maySubmit(deps, loaded.state.party)))
        return checked;
      return refuse('too-many-submissions');
    }
    case 'ask-opinion':
      return deps.catalogue().agency(body.agency) ? ready(body) : refuse('unknown-agency');
    case 'approve':
    case 'reject':
    case 'revoke':
      return decision(deps, decided, body);
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

/** What applicants can say again and again. Every reading of an application reads all of its events. */
const repeatable: ReadonlySet<string> = new Set(['save-draft', 'amend-people', 'report-use']);
const most = { events: 5_000, characters: 8 * 1024 * 1024 } as const;

/** Whether an application holds so much that reading it would keep others waiting. What moves it on is still taken. */
function isFull({ events }: LoadedApplication, { type }: ApplicationBody): boolean {
  if (!repeatable.has(type)) return false;
  const characters = events.reduce((sum, { data }) => sum + JSON.stringify(data).length, 0);
  return events.length >= most.events || characters >= most.characters;
}

/** First submissions of one party in a day of China: each is told to the agency, in the portal and by mail. */
const mostSubmissions = 50;

const maySubmit = async (deps: ApplicationDeps, party: Party): Promise<boolean> =>
  (await addToday(deps, `application-submissions/${partyKey(party)}`)) <= mostSubmissions;

const ready = (command: ApplicationCommand): Ready => ({ outcome: 'ready', command });

interface Deciding extends Asking {
  readonly id: string;
  readonly state: Application;
}

/** What the texts of a decision speak of. */
export function factsOf(
  deps: ApplicationDeps,
  { id, state, circumstances, actor, body }: Deciding,
  number: string,
): DocumentFacts {
  const { now, guide, promises } = circumstances;
  const agency = deps.catalogue().agency(state.agency) ?? { name: state.agency };
  const office = officeFor(actor, state, body.type);
  const bureau = office?.kind === 'supervisor' ? deps.catalogue().agency(office.agency ?? '') : undefined;
  const named = guide ?? state.guide ?? { dataset: state.dataset, title: state.dataset, fields: [] };
  const signingDays = promises['application.signing'].days;
  return { id, state, number, at: now, agency, issuer: bureau ?? agency, signingDays, guide: named };
}

async function decision(deps: ApplicationDeps, deciding: Deciding, body: DecidingBody): Promise<Ready> {
  const { id, actor, circumstances } = deciding;
  const kind = body.type === 'revoke' ? 'revocation' : 'decision';
  const number = await takeDecisionNumber(deps.records, {
    id,
    kind,
    actor: actor.id,
    now: circumstances.now,
  });
  const texts = decisionTexts(factsOf(deps, deciding, number), body, sha256);
  for (const text of Object.values(texts)) await freeze(deps.blobs, id, text);
  const document = sha256(texts[kind] ?? '');
  return ready(
    body.type === 'approve'
      ? { ...body, decision: number, agreement: sha256(texts.agreement ?? ''), document }
      : { ...body, decision: number, document },
  );
}

/** Values of row conditions that cannot be read as the type of their field. */
function unreadable({ rows }: GrantTerms, { circumstances: { guide } }: Asking): Defect[] {
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
