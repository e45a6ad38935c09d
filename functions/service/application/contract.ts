/** The use cases around an application for conditional data, as the API calls them. */
import type { Actor } from '../../domain/actor.ts';
import type { ClockTerms } from '../../domain/application-clocks.ts';
import type { ApplicationBody, QualifiedSignature } from '../../domain/application-command.ts';
import type { ApplicationEvent } from '../../domain/application-event.ts';
import type { DraftForm } from '../../domain/application-form.ts';
import {
  type ApplicationRefusal,
  type ApplicationRefusalCode,
  applicationRefusals,
} from '../../domain/application-refusals.ts';
import type { Application, ApplicationStatus } from '../../domain/application-state.ts';
import type { Party } from '../../domain/party.ts';
import type { FormDefect } from '../../domain/precheck.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Blobs, IndexRow, Records } from '../ports.ts';
import type { CurrentCalendar } from '../working-calendar.ts';

/** Refusals that come from what surrounds an application, not from its own rules. */
const serviceRefusals = {
  'application-overtaken': 'somebody else keeps changing this application',
  'application-full': 'this application was saved and changed so often that it takes no more of it',
  'too-many-submissions': 'this applicant has submitted too many applications today',
  'unknown-agency': 'there is no such agency',
  'attachment-not-uploaded': 'the form names a file that was not uploaded to this application',
  'attachment-refused': 'this file cannot be attached',
  'unknown-attachment': 'the application has no such file',
  'unknown-document': 'there is no such document at this stage',
  'signature-refused': 'the signature provider did not sign',
} as const;
export type ServiceRefusalCode = ApplicationRefusalCode | keyof typeof serviceRefusals;
export type ServiceRefusal = Omit<ApplicationRefusal, 'code'> & { readonly code: ServiceRefusalCode };
export type Refused = { readonly outcome: 'refused'; readonly refusal: ServiceRefusal };

export function refuse(code: keyof typeof serviceRefusals, message: string = serviceRefusals[code]): Refused {
  return { outcome: 'refused', refusal: { code, message } };
}

/** The application's own refusal, in its own words. */
export function denied(code: ApplicationRefusalCode): Refused {
  return { outcome: 'refused', refusal: { code, message: applicationRefusals[code] } };
}

/** What is signed, by whom. */
export interface SignatureRequest {
  readonly application: string;
  readonly party: Party;
  readonly signer: { readonly id: string; readonly name: string };
  /** sha256 of the agreement, lower-case hex. */
  readonly textHash: string;
}

/** Makes an electronic signature reliable (Art. 35). A provider of qualified ones hands out its reference. */
export interface SignatureProvider {
  sign(
    request: SignatureRequest,
  ): Promise<
    | { readonly outcome: 'signed'; readonly qualified?: QualifiedSignature }
    | { readonly outcome: 'refused'; readonly message: string }
  >;
}

/** What happened, for whoever follows: told after it is recorded. */
export interface Happened {
  readonly id: string;
  readonly before: Application | undefined;
  readonly after: Application;
  readonly events: readonly ApplicationEvent[];
}

export interface ApplicationDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
  readonly calendar: CurrentCalendar;
  /** Default: the platform's own table of time limits. */
  readonly promises?: ClockTerms['promises'];
  /** Default: the recorded electronic signature. */
  readonly signatures?: SignatureProvider;
  /** Rows written together with what happened, such as messages to those concerned. */
  readonly rowsFor?: (happened: Happened) => readonly IndexRow[];
  /** Told after it is recorded that what the open list says of a dataset has changed, and how soon it has to follow. */
  readonly onOpening?: (soon: 'soon' | 'at once') => void;
}

export interface CommandRequest {
  readonly id: string;
  readonly actor: Actor;
  readonly body: ApplicationBody;
}

export type CommandOutcome =
  | {
      readonly outcome: 'done';
      readonly id: string;
      readonly status: ApplicationStatus;
      /** Types; none when nothing changed. */
      readonly events: readonly string[];
      /** Of the application begun by a renewal. */
      readonly renewal?: string;
      /** Of the draft, to whoever writes it: what the next change is based on. */
      readonly revision?: number;
    }
  | Refused;

export type PrecheckOutcome =
  | {
      readonly outcome: 'checked';
      readonly complete: boolean;
      readonly defects: readonly FormDefect[];
    }
  | Refused;

/** A form for a new application, or the next one of an application that there is. */
export type PrecheckRequest =
  | DraftRequest
  | { readonly actor: Actor; readonly application: string; readonly form: DraftForm };

export interface DraftRequest {
  readonly actor: Actor;
  readonly dataset: string;
  /** `self`, or a credit code. */
  readonly party: string;
  readonly form: DraftForm;
}
