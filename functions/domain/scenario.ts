/**
 * Application scenarios (应用场景, Art. 26): the Bureau's published list of needs that are authorised directly, each with
 * the agencies that have it and the least of the data that it takes. A small decider over the whole list.
 */
import { type } from 'arktype';
import type { Role } from './actor.ts';
import type { RecordedEvent } from './publication-event.ts';
import type { ShareRefusal, ShareRefusalCode } from './share-command.ts';
import type { ShareAsked } from './share-event.ts';
import { eventCheck } from './stored-event.ts';

export interface ScenarioFacts {
  readonly name: string;
  readonly nameEn?: string;
  /** The duty that it serves. */
  readonly duty: string;
  readonly legalBasis: string;
  /** 最小够用: of each dataset the columns that the duty needs; none for data without columns. */
  readonly datasets: readonly { readonly dataset: string; readonly fields: readonly string[] }[];
  /** Whose duty it is. */
  readonly agencies: readonly string[];
}
export interface Scenario extends ScenarioFacts {
  readonly id: string;
  /** ISO 8601 instants, UTC. */
  readonly publishedAt: string;
  readonly retired?: { readonly at: string; readonly reason: string };
}

interface EventData {
  'scenario-published': ScenarioFacts & { readonly id: string };
  'scenario-retired': { readonly id: string; readonly reason: string };
}
export type ScenarioEvent = {
  [Name in keyof EventData]: {
    readonly type: Name;
    readonly at: string;
    readonly actor: string;
    readonly data: EventData[Name];
  };
}[keyof EventData];

const check = eventCheck<keyof EventData>('scenarios', {
  'scenario-published': () =>
    type({
      id: 'string',
      name: 'string',
      'nameEn?': 'string',
      duty: 'string',
      legalBasis: 'string',
      datasets: type({ dataset: 'string', fields: 'string[]' }).array(),
      agencies: 'string[]',
    }),
  'scenario-retired': () => type({ id: 'string', reason: 'string' }),
});

/** The list, oldest first. Throws on an event that is none of scenarios. */
export function foldScenarios(events: Iterable<RecordedEvent>): readonly Scenario[] {
  let list: readonly Scenario[] = [];
  for (const event of events) {
    check(event);
    list = evolveScenarios(list, event as ScenarioEvent);
  }
  return list;
}

export function evolveScenarios(list: readonly Scenario[], event: ScenarioEvent): readonly Scenario[] {
  const { at, data } = event;
  if (event.type === 'scenario-published') return [...list, { ...event.data, publishedAt: at }];
  const { reason } = event.data;
  return list.map((each) => (each.id === data.id ? { ...each, retired: { at, reason } } : each));
}

export type ScenarioCommand =
  | { readonly type: 'publish'; readonly id: string; readonly facts: ScenarioFacts }
  | { readonly type: 'retire'; readonly id: string; readonly reason: string };

export type ScenarioDecision =
  | { readonly outcome: 'events'; readonly events: readonly ScenarioEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: ShareRefusal };

/**
 * Decides. `faults`: what of the facts does not fit the catalogue, found by the caller. `now` is an ISO 8601 instant, UTC.
 * What was granted under a scenario that is retired runs on to the end of its term, unless the Bureau revokes it.
 */
export function decideScenarios(
  list: readonly Scenario[],
  command: ScenarioCommand,
  { id: actor, roles }: { readonly id: string; readonly roles: readonly Role[] },
  now: string,
  faults: NonNullable<ShareRefusal['errors']> = [],
): ScenarioDecision {
  const refused = (code: ShareRefusalCode): ScenarioDecision => ({ outcome: 'refused', refusal: { code } });
  if (!roles.includes('supervisor')) return refused('scenario-not-permitted');
  if (command.type === 'publish') {
    if (faults.length > 0) return { outcome: 'refused', refusal: { code: 'scenario-unfit', errors: faults } };
    const data = { ...command.facts, id: command.id };
    return { outcome: 'events', events: [{ type: 'scenario-published', at: now, actor, data }] };
  }
  const { id, reason } = command;
  if (!scenarioInForce(list, id)) return refused('unknown-scenario');
  return { outcome: 'events', events: [{ type: 'scenario-retired', at: now, actor, data: { id, reason } }] };
}

export const scenarioInForce = (list: readonly Scenario[], id: string): Scenario | undefined =>
  list.find((each) => each.id === id && !each.retired);

/** Whether what `agency` asks for falls under the scenario: the agency, the dataset, and no column beyond. */
export function matchesScenario(
  { agencies, datasets }: Scenario,
  agency: string,
  { dataset, fields }: Pick<ShareAsked, 'dataset' | 'fields'>,
): boolean {
  const listed = datasets.find((each) => each.dataset === dataset);
  return (
    listed !== undefined &&
    agencies.includes(agency) &&
    fields.every((field) => listed.fields.includes(field))
  );
}
