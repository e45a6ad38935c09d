/** The list of application scenarios (Art. 26): public to read, the Bureau's to change. */
import { ulid } from 'ulidx';
import type { Actor } from '../../domain/actor.ts';
import {
  decideScenarios,
  foldScenarios,
  type Scenario,
  type ScenarioCommand,
  type ScenarioFacts,
} from '../../domain/scenario.ts';
import { appendEvents, loadEvents } from '../event-log.ts';
import type { Records } from '../ports.ts';
import { type Refused, refuse, type ShareDeps } from './contract.ts';
import { offerOf } from './offer.ts';

const stream = 'scenario/all';
/** How often a command starts over when the list was changed meanwhile. */
const attempts = 5;

/** All that were ever published, oldest first. */
export const loadScenarios = async (records: Records): Promise<readonly Scenario[]> =>
  foldScenarios((await loadEvents(records, stream)).events);

/** A scenario as people read it: what it names as the catalogue calls it now; null for what it does not know any more. */
export interface ScenarioView extends Omit<Scenario, 'datasets'> {
  readonly datasets: readonly (Scenario['datasets'][number] & {
    readonly name: string | null;
    readonly nameEn: string | null;
    /** Of `fields`, those that there are. */
    readonly columns: readonly { readonly name: string; readonly title: string; readonly titleEn?: string }[];
  })[];
}

/** All that were ever published, the newest first. */
export async function listScenarios({ records, catalogue }: ShareDeps): Promise<readonly ScenarioView[]> {
  const all = (await loadScenarios(records)).toReversed();
  return all.map(({ datasets, ...scenario }) => ({
    ...scenario,
    datasets: datasets.map((named) => {
      const offer = offerOf(catalogue(), named.dataset);
      const dataset = catalogue().entry(named.dataset)?.dataset;
      const columns = offer?.fields.filter(({ name }) => named.fields.includes(name)) ?? [];
      return {
        ...named,
        name: dataset?.title ?? null,
        nameEn: dataset?.titleEn ?? null,
        columns: columns.map(({ name, title, titleEn }) => ({ name, title, ...(titleEn && { titleEn }) })),
      };
    }),
  }));
}

type Changed = { readonly outcome: 'done'; readonly id: string } | Refused;

export const publishScenario = (deps: ShareDeps, facts: ScenarioFacts, actor: Actor): Promise<Changed> =>
  change(deps, { type: 'publish', id: `scn_${ulid(deps.now().getTime())}`, facts }, actor);

export const retireScenario = (deps: ShareDeps, id: string, reason: string, actor: Actor): Promise<Changed> =>
  change(deps, { type: 'retire', id, reason }, actor);

async function change(deps: ShareDeps, command: ScenarioCommand, actor: Actor): Promise<Changed> {
  const faults = command.type === 'publish' ? faultsOf(deps, command.facts) : [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadEvents(deps.records, stream);
    const list = foldScenarios(loaded.events);
    const decision = decideScenarios(list, command, actor, deps.now().toISOString(), faults);
    if (decision.outcome === 'refused') return decision;
    const { outcome } = await appendEvents(deps.records, stream, loaded, decision.events);
    if (outcome !== 'conflict') return { outcome: 'done', id: command.id };
  }
  return refuse('share-overtaken');
}

/** A scenario names agencies and datasets of the catalogue, and columns that there are. */
function faultsOf({ catalogue }: ShareDeps, { agencies, datasets }: ScenarioFacts) {
  return [
    ...agencies.flatMap((id, place) =>
      catalogue().agency(id)
        ? []
        : [{ field: `agencies[${place}]`, message: 'must be an agency of the catalogue' }],
    ),
    ...datasets.flatMap(({ dataset, fields }, place) => {
      const offer = offerOf(catalogue(), dataset);
      const field = `datasets[${place}]`;
      if (offer?.dataset.sharing.type !== 'authorised')
        return [{ field, message: 'must be shared on authorisation, and published' }];
      const names = offer.fields.filter(({ available }) => available).map(({ name }) => name);
      const strange = fields.filter((name) => !names.includes(name));
      return strange.map(() => ({ field: `${field}.fields`, message: `must be of ${names.join(', ')}` }));
    }),
  ];
}
