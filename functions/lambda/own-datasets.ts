/** What the platform publishes of itself, daily: the descriptors come with the program. */
import clockPerformance from '../../datasets/clock-performance/dataset.json' with { type: 'json' };
import conditionalGrants from '../../datasets/conditional-grants/dataset.json' with { type: 'json' };
import conditionalOpenings from '../../datasets/conditional-openings/dataset.json' with { type: 'json' };
import metadataQuality from '../../datasets/metadata-quality/dataset.json' with { type: 'json' };
import platformStatistics from '../../datasets/platform-statistics/dataset.json' with { type: 'json' };
import publicAnswers from '../../datasets/public-answers/dataset.json' with { type: 'json' };
import sharingDemand from '../../datasets/sharing-demand/dataset.json' with { type: 'json' };
import sharingNegativeList from '../../datasets/sharing-negative-list/dataset.json' with { type: 'json' };
import sharingResponsibility from '../../datasets/sharing-responsibility/dataset.json' with { type: 'json' };
import type { SnapshotDeps } from '../service/catalogue/snapshot.ts';
import { onceADay } from '../service/daily.ts';
import { publishOwnDatasets } from '../service/own-dataset/publish-own.ts';
import type { PublicationService } from '../service/publication/contract.ts';

const descriptors = {
  'clock-performance': clockPerformance,
  'public-answers': publicAnswers,
  'conditional-grants': conditionalGrants,
  'conditional-openings': conditionalOpenings,
  'metadata-quality': metadataQuality,
  'platform-statistics': platformStatistics,
  'sharing-demand': sharingDemand,
  'sharing-negative-list': sharingNegativeList,
  'sharing-responsibility': sharingResponsibility,
};
const actor = { id: 'platform', roles: ['operator'] } as const;

/** Throws when one cannot be published: the clock's call is then made again. */
export async function publishOwnDaily(deps: SnapshotDeps, publications: PublicationService): Promise<void> {
  const { records, now } = deps;
  const run = async () => {
    const failed = await publishOwnDatasets(deps, descriptors, async ({ document, directory }) =>
      publications.publish({ document, directory, actor }),
    );
    if (failed.length > 0) throw new Error(`not published: ${failed.join(', ')}`);
  };
  await onceADay({ records, now, name: 'own-datasets', run });
}
