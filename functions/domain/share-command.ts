/** What can be asked of a share, and the ways it says no. */
import type { RowCondition } from './grant.ts';
import type { Advice, ShareAsked } from './share-event.ts';

/** A request as an agency makes it. */
export interface ShareRequest extends ShareAsked {
  /** Only for the agency's own duty, and never opened again (Art. 24, 29): accepted with the request. */
  readonly ownDutyOnly: boolean;
}

/** What the Bureau gives, where that is less than what was asked for. */
export interface Narrowed {
  readonly fields?: readonly string[];
  readonly rows?: readonly RowCondition[];
  readonly requestsPerDay?: number;
  readonly months?: number;
}

export type ShareCommand =
  | ({ readonly type: 'advise' } & Advice)
  | ({ readonly type: 'approve'; readonly reason: string } & Narrowed)
  | { readonly type: 'refuse'; readonly reason: string; readonly legalBasis: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'revoke'; readonly reason: string }
  | { readonly type: 'give-back'; readonly reason?: string };
export type ShareCommandType = ShareCommand['type'];
export const shareCommandTypes = [
  'advise',
  'approve',
  'refuse',
  'withdraw',
  'revoke',
  'give-back',
] as const satisfies readonly ShareCommandType[];

/** Every refusal: what is wrong, and after the semicolon what to do. */
export const shareRefusals = {
  'unknown-share': 'there is no share under this id that you may read; check the id',
  'share-not-permitted': 'your office has no part in this that allows it; leave it to the office that has',
  'share-wrong-status': 'this is not possible at this stage; look at what happened meanwhile',
  'share-agency-only': 'data is shared between agencies (Art. 24); ask as an official of an agency, or apply',
  'share-unknown-dataset': 'there is no such dataset, or it was withdrawn; look into the catalogue',
  'share-own-data': 'the agency provides this data itself; use it where it is',
  'share-open-already': 'the data is open to everybody; fetch it under the address of `dataset`',
  'share-duty-unaccepted':
    'shared data is for the agency’s own duty only and is never opened again (Art. 24, 29); accept it with `ownDutyOnly`',
  'share-scenario-unfit':
    'the need does not fall under that published scenario (Art. 26); ask for no more than it lists, or without it',
  'share-terms-unfit': 'what is asked for or granted does not fit the data; change what `errors` names',
  'share-not-agreed': 'the responsible department has not agreed (Art. 25); wait for its opinion, or refuse',
  'share-overtaken': 'somebody else acted on this at the same moment; look at it and try again',
  'too-many-shares': 'the agency asked for too much today; try again tomorrow',
  'unknown-scenario': 'there is no such scenario in force; look into the list of scenarios',
  'scenario-not-permitted': 'only the Bureau publishes and retires scenarios (Art. 26); ask it to',
  'scenario-unfit': 'the scenario names what does not fit; change what `errors` names',
} as const;
export type ShareRefusalCode = keyof typeof shareRefusals;

export interface ShareRefusal {
  readonly code: ShareRefusalCode;
  /** Which fields, and what is wrong with each. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** The dataset that is open already. */
  readonly dataset?: string;
}
