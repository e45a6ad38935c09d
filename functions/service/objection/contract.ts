/** The use cases around an objection (Art. 46), as the API calls them. */
import type { Actor } from '../../domain/actor.ts';
import type { ObjectionEvent } from '../../domain/objection-event.ts';
import {
  type ObjectionRefusal,
  type ObjectionRefusalCode,
  objectionRefusals,
} from '../../domain/objection-refusals.ts';
import type { Objection } from '../../domain/objection-state.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Blobs, IndexRow, Records } from '../ports.ts';
import type { CurrentCalendar } from '../working-calendar.ts';

/** Refusals that come from what surrounds an objection. */
const serviceRefusals = {
  'objection-overtaken': 'somebody else keeps changing this objection',
  'unknown-target': 'there is no such dataset, version, field or row',
  'evidence-refused': 'this file cannot be attached',
  'unknown-evidence': 'the objection has no such file',
  'too-many-objections': 'too many objections were filed from one account today',
} as const;

export type Refused = {
  readonly outcome: 'refused';
  readonly refusal: Omit<ObjectionRefusal, 'code'> & { readonly code: string };
};

export function refuse(code: keyof typeof serviceRefusals, message: string = serviceRefusals[code]): Refused {
  return { outcome: 'refused', refusal: { code, message } };
}

export const denied = (code: ObjectionRefusalCode): Refused => {
  return { outcome: 'refused', refusal: { code, message: objectionRefusals[code] } };
};

/** What happened, for whoever is told of it. */
export interface ObjectionHappened {
  readonly id: string;
  readonly state: Objection;
  readonly events: readonly ObjectionEvent[];
  /** Where the objector wants to be told. */
  readonly email?: string;
}

export interface ObjectionDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
  readonly calendar: CurrentCalendar;
  /** Rows written together with what happened, such as messages to those concerned. */
  readonly rowsFor?: (happened: ObjectionHappened) => readonly IndexRow[];
  /** Told after it is recorded that what the public catalogue says of a dataset has changed. */
  readonly onDisclosed?: () => void;
}

/** Who asks: an account, the holder of a receipt, or both. */
export interface Asker {
  readonly actor?: Actor;
  /** The hash of the receipt that was shown. */
  readonly receipt?: string;
}
