/** What the parts of the application's decider take and give. */
import type { ClockTerms } from './application-clocks.ts';
import type { ApplicationCommandType, CommandOf } from './application-command.ts';
import type { ApplicationEvent } from './application-event.ts';
import type { ApplicationRefusal, ApplicationRefusalCode } from './application-refusals.ts';
import type { Application, ApplicationStatus } from './application-state.ts';
import type { Guide } from './guide.ts';
import type { ApplicationActor } from './party.ts';

/** What a decision depends on beside the application itself: all of it is passed in. */
export interface Circumstances extends ClockTerms {
  /** ISO 8601 instant, UTC. */
  readonly now: string;
  /** Of the dataset as it is published now; absent when it takes no applications (any more). */
  readonly guide?: Guide;
}

/** What an event says beside who did it when. */
export type Happening = ApplicationEvent extends infer Event
  ? Event extends ApplicationEvent
    ? Pick<Event, 'type' | 'data'>
    : never
  : never;

export type Answer =
  | readonly Happening[]
  | ApplicationRefusalCode
  | ({ readonly code: ApplicationRefusalCode } & Omit<ApplicationRefusal, 'code' | 'message'>);

export interface Asked<Type extends ApplicationCommandType> {
  readonly command: CommandOf<Type>;
  readonly actor: ApplicationActor;
  readonly circumstances: Circumstances;
}

/** Decides one command on an application that is at a stage where it is possible, for an actor who may. */
export type Handlers<Types extends ApplicationCommandType> = {
  readonly [Type in Types]: (state: Application, asked: Asked<Type>) => Answer;
};

/** A part that the status promises. Its absence is a bug, not a refusal. */
export function present<T>(part: T | undefined, status: ApplicationStatus): T {
  if (part === undefined) throw new TypeError(`an application that is ${status} lacks what made it so`);
  return part;
}
