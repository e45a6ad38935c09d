/** What the use cases around sharing need, and how they answer. */
import type { Actor } from '../../domain/actor.ts';
import type { ShareCommand, ShareRefusal, ShareRequest } from '../../domain/share-command.ts';
import type { ShareStatus } from '../../domain/share-state.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';

export interface ShareDeps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
}

export interface AskRequest {
  readonly request: ShareRequest;
  readonly actor: Actor;
}
export interface CommandRequest {
  readonly id: string;
  readonly command: ShareCommand;
  readonly actor: Actor;
}

export type Refused = { readonly outcome: 'refused'; readonly refusal: ShareRefusal };
export const refuse = (code: ShareRefusal['code'], errors?: ShareRefusal['errors']): Refused => ({
  outcome: 'refused',
  refusal: { code, ...(errors && { errors }) },
});

export type Outcome =
  | {
      readonly outcome: 'done';
      readonly id: string;
      readonly status: ShareStatus;
      /** Types of what happened. */
      readonly events: readonly string[];
    }
  | Refused;
