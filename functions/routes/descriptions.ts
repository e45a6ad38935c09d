/** One dataset in the forms that others read: Frictionless Data Package and MLCommons Croissant. */
import type { CatalogueEntry, Version } from '../domain/version.ts';
import type { Describing } from '../service/metadata/common.ts';
import { croissantOf } from '../service/metadata/croissant.ts';
import { dataPackageOf } from '../service/metadata/data-package.ts';
import { findEntry, findVersion } from '../service/query/open-table.ts';
import { datasetRefused, document } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { datasetLinks } from './http/dataset-links.ts';
import type { Route, Wording } from './route.ts';
import { versionNumber, versionParameter } from './version-parameter.ts';

type Describe = (entry: CatalogueEntry, version: Version, describing: Describing) => object;

function described(
  { catalogue, portalUrl }: CatalogueDeps,
  c: AppContext,
  mediaType: string,
  describe: Describe,
): Response {
  const { id = '', version: given } = c.req.param();
  const of = catalogue();
  const found = findEntry(of, id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const chosen = findVersion(found.entry, given === undefined ? undefined : versionNumber(given));
  if (chosen.outcome === 'refused') return datasetRefused(c, chosen.refusal);
  const text = JSON.stringify(describe(found.entry, chosen.version, { catalogue: of, portalUrl }));
  return document(c, text, mediaType, { Link: datasetLinks(portalUrl, found.entry.dataset) });
}

const packageMediaType = 'application/json';
const croissantMediaType = 'application/ld+json; charset=utf-8';

const forms: readonly {
  readonly path: string;
  readonly mediaType: string;
  readonly summary: Wording;
  readonly describe: Describe;
}[] = [
  {
    path: '/datasets/{id}/datapackage.json',
    mediaType: packageMediaType,
    summary: {
      zh: '最新版本的 Frictionless Data Package',
      en: 'Frictionless Data Package of the latest version',
    },
    describe: dataPackageOf,
  },
  {
    path: '/datasets/{id}/{version}/datapackage.json',
    mediaType: packageMediaType,
    summary: { zh: '某一版本的 Frictionless Data Package', en: 'Frictionless Data Package of a version' },
    describe: dataPackageOf,
  },
  {
    path: '/datasets/{id}/croissant.json',
    mediaType: croissantMediaType,
    summary: { zh: 'MLCommons Croissant 描述', en: 'MLCommons Croissant' },
    describe: croissantOf,
  },
];

export const descriptionRoutes = (deps: CatalogueDeps): Route[] =>
  forms.map(({ path, mediaType, summary, describe }) => ({
    method: 'GET',
    path,
    tag: 'datasets',
    summary,
    pathParameters: { ...idParameter, ...(path.includes('{version}') && versionParameter) },
    answers: [
      {
        status: 200,
        description: 'The description',
        content: { [mediaType.split(';')[0] ?? mediaType]: {} },
      },
    ],
    problems: [
      'unknown-dataset',
      'dataset-withdrawn',
      'dataset-quarantined',
      'unknown-version',
      'version-withdrawn',
      'version-quarantined',
      'withheld-data',
    ],
    auth: 'none',
    isOpenData: true,
    handle: (c) =>
      described(deps, c, mediaType, (entry, version, describing) => describe(entry, version, describing)),
  }));
