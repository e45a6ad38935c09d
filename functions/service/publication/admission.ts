/** What is asked before content is read: whether the descriptor has defects, and whether its publisher may publish it. */
import type { Actor } from '../../domain/actor.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { checkDataset } from '../../domain/dataset-rules.ts';
import type { Defect } from '../../domain/defect.ts';
import { normaliseContact } from '../../domain/privacy.ts';
import { decide } from '../../domain/publication.ts';
import { loadAgencies } from '../agencies.ts';
import { chinaDay } from '../clock.ts';
import { DESCRIPTOR, scanDescriptor } from '../intake/scan/scan-descriptor.ts';
import type { Admission } from './contract.ts';
import { bringsContent, officeContacts, type PreparationDeps } from './preparation.ts';
import { type LoadedPublication, loadPublication } from './stream.ts';

type AdmissionDeps = Pick<PreparationDeps, 'records' | 'now'>;
type Refused = Exclude<Admission, { outcome: 'admitted' }>;

/** The checked descriptor and what the records hold under its id, or why it is not to be published. */
export async function admit(
  deps: AdmissionDeps,
  { document, actor }: { readonly document: unknown; readonly actor: Actor },
): Promise<
  { readonly outcome: 'admitted'; readonly dataset: Dataset; readonly loaded: LoadedPublication } | Refused
> {
  const agencies = new Map((await loadAgencies(deps.records)).map((agency) => [agency.id, agency]));
  const checked = checkDataset(document, { agencies });
  if (checked.outcome === 'invalid') return invalid(checked.defects);
  const { dataset } = checked;
  const loaded = await loadPublication(deps.records, dataset.id);
  const foreign = refusedOutright(deps, loaded, dataset, actor);
  if (foreign) return foreign;
  const defects = [
    ...(await unknownSources(deps, dataset, loaded)),
    ...(await exposedDescriptor(deps, dataset)),
  ];
  return defects.length > 0 ? invalid(defects) : { outcome: 'admitted', dataset, loaded };
}

const invalid = (defects: readonly Defect[]): Refused => {
  return { outcome: 'invalid', defects, violations: [], violationCounts: {} };
};

/**
 * Personal data in a descriptor whose content the gate does not hold back, or that brings none: its entry would be
 * published all the same (Art. 28, 45).
 */
async function exposedDescriptor(deps: AdmissionDeps, dataset: Dataset): Promise<Defect[]> {
  if (dataset.openness.class === 'unconditional' && bringsContent(dataset)) return [];
  const contacts = await officeContacts(deps.records, dataset);
  const context = {
    today: chinaDay(deps.now()),
    officeContacts: new Set(contacts.map(normaliseContact)),
  };
  return scanDescriptor(dataset, dataset.fields ?? [], context).map(({ kind, column, examples }) => ({
    code: 'personal-data',
    path: column.slice(DESCRIPTOR.length),
    message: `The descriptor is public, and here stands what looks like a ${kind} (${examples[0]?.masked}). Leave it out.`,
    law: 'Art. 45',
  }));
}

/**
 * Where an entry says it was made from, there is something: another dataset whose entry was ever published (Art. 24). What
 * it named before stays as it is.
 */
async function unknownSources(
  { records }: AdmissionDeps,
  { id, derivedFrom = [] }: Dataset,
  { state }: LoadedPublication,
): Promise<Defect[]> {
  const named = derivedFrom.map((source, position) => ({ source, path: `derivedFrom[${position}]` }));
  const added = named.filter(({ source }) => !state.dataset?.derivedFrom?.includes(source));
  const isKnown = await Promise.all(
    added.map(
      async ({ source }) =>
        source !== id && (await loadPublication(records, source)).state.dataset !== undefined,
    ),
  );
  return added
    .filter((_, position) => !isKnown[position])
    .map(({ source, path }) => ({
      code: 'unknown-source-dataset',
      path,
      message: `no other dataset with the id ${source} was ever published here`,
      allowed: 'the id of a dataset of the catalogue; what comes from elsewhere belongs in `sources`',
      law: 'Art. 24',
    }));
}

/** The decider's answer to an attempt without content, where that is already a refusal of the person or the id. */
function refusedOutright(
  deps: AdmissionDeps,
  loaded: LoadedPublication,
  dataset: Dataset,
  actor: Actor,
): Refused | undefined {
  const trial = { type: 'publish', dataset, findings: [], flags: [] } as const;
  const decision = decide(loaded.state, trial, actor, deps.now().toISOString());
  if (decision.outcome === 'events') return undefined;
  const needsContent = ['version-required', 'privacy-blocked'].includes(decision.refusal.code);
  return needsContent ? undefined : { outcome: 'refused', refusal: decision.refusal };
}
