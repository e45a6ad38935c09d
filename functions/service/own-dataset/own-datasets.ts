/** The datasets that the platform makes of itself: what each holds, in the order in which they are made. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { clockPerformance } from './clock-performance.ts';
import { conditionalGrants, conditionalOpenings } from './conditional-openings.ts';
import { metadataQuality } from './metadata-quality.ts';
import { platformStatistics } from './platform-statistics.ts';
import { publicAnswers } from './public-answers.ts';
import type { Recorded } from './recorded.ts';
import { sharingDemand } from './sharing-demand.ts';
import { sharingNegativeList, sharingResponsibility } from './sharing-lists.ts';

type Table = (catalogue: Catalogue, now: string, recorded: Recorded) => string;

/** Each as CSV of the catalogue and the records as they stand at `now`, an ISO 8601 instant, UTC. */
export const ownDatasets: Readonly<Record<string, Table>> = {
  'conditional-openings': conditionalOpenings,
  'conditional-grants': conditionalGrants,
  'platform-statistics': (catalogue) => platformStatistics(catalogue, own),
  'sharing-responsibility': (catalogue) => sharingResponsibility(catalogue, own),
  'sharing-demand': (_catalogue, _now, { demand }) => sharingDemand(demand),
  'sharing-negative-list': (catalogue) => sharingNegativeList(catalogue, own),
  'clock-performance': (_catalogue, _now, { runs }) => clockPerformance(runs),
  'public-answers': (_catalogue, _now, { answered }) => publicAnswers(answered),
  'metadata-quality': (catalogue, now) => metadataQuality(catalogue, own, now),
};

/** Their ids: what counts the catalogue leaves them out. */
export const own: ReadonlySet<string> = new Set(Object.keys(ownDatasets));
