/** What a decision depends on beside the application: guide, calendar and the moment, looked up once. */
import type { Circumstances } from '../../domain/application-answer.ts';
import type { ClockTerms } from '../../domain/application-clocks.ts';
import { type Guide, guideOfEntry } from '../../domain/guide.ts';
import { timeLimits } from '../../domain/time-limits.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ApplicationDeps } from './contract.ts';

/** The guide of a dataset as it is published now; undefined when it takes no applications. */
export function publishedGuide(
  catalogue: Catalogue,
  dataset: string,
  promises: ClockTerms['promises'] = timeLimits,
): Guide | undefined {
  const entry = catalogue.entry(dataset);
  return entry && guideOfEntry(entry, promises);
}

/** What the clocks of an application to `agency` are counted by. */
export async function clockTerms(
  { calendar, catalogue, promises = timeLimits }: ApplicationDeps,
  agency: string,
): Promise<ClockTerms> {
  const region = catalogue().agency(agency)?.region;
  return { calendar: await calendar(), promises, ...(region !== undefined && { region }) };
}

/** The circumstances of a command on an application for `dataset`. */
export async function circumstancesOf(deps: ApplicationDeps, dataset: string): Promise<Circumstances> {
  const guide = publishedGuide(deps.catalogue(), dataset, deps.promises);
  const publisher = guide?.agency ?? deps.catalogue().entry(dataset)?.dataset.publisher ?? '';
  const terms = await clockTerms(deps, publisher);
  return { ...terms, now: deps.now().toISOString(), ...(guide && { guide }) };
}
