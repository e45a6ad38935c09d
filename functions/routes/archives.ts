/** A whole version as one archive with its data package. */
import { archiveDescription, versionArchive } from '../service/metadata/version-archive.ts';
import { findEntry, findVersion } from '../service/query/open-table.ts';
import { datasetRefused, revalidate, weakTag } from './answer.ts';
import { counted } from './counted.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, QueryDeps } from './deps.ts';
import { isNotModified } from './http/conditional.ts';
import { datasetLinks } from './http/dataset-links.ts';
import { attachment } from './http/disposition.ts';
import type { Route } from './route.ts';
import { versionNumber, versionParameter } from './version-parameter.ts';

const archivePath = '/datasets/{id}/{version}/datapackage.zip';

async function archive(deps: QueryDeps, c: AppContext): Promise<Response> {
  const { id = '', version: given } = c.req.param();
  const catalogue = deps.catalogue();
  const found = findEntry(catalogue, id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const { entry } = found;
  const chosen = findVersion(entry, given === undefined ? undefined : versionNumber(given));
  if (chosen.outcome === 'refused') return datasetRefused(c, chosen.refusal);
  const { version } = chosen;
  if (version.distributions.length === 0) return datasetRefused(c, { code: 'conditional-data', entry });
  if (given === undefined) {
    const location = `${deps.portalUrl}/datasets/${id}/${version.number}/datapackage.zip`;
    return c.body(null, 307, { Location: location, 'Cache-Control': 'no-cache' });
  }
  const description = archiveDescription(entry, version, { catalogue, portalUrl: deps.portalUrl });
  const etag = weakTag(description, deps.version);
  const headers = {
    ETag: etag,
    'Cache-Control': revalidate,
    'Content-Type': 'application/zip',
    Link: datasetLinks(deps.portalUrl, entry.dataset),
    'Content-Disposition': attachment(`${id}-v${version.number}.zip`),
  };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
  const onMissing = (key: string) => c.var.warn('file-missing', { key });
  const { bytes, open } = await versionArchive(deps.blobs, entry, version, description, onMissing);
  const sized = { ...headers, 'Content-Length': String(bytes) };
  if (c.req.method === 'HEAD') return c.body(null, 200, sized);
  return new Response(await open(), { headers: sized });
}

export const archiveRoutes = (deps: QueryDeps): Route[] =>
  ['/datasets/{id}/datapackage.zip', archivePath].map((path) => ({
    method: 'GET',
    path,
    tag: 'files',
    summary:
      path === archivePath
        ? {
            zh: '某一版本的全部文件与数据包描述，ZIP',
            en: 'All files of a version with their data package, as a zip',
          }
        : { zh: '最新版本的全部文件（重定向）', en: 'All files of the latest version (redirect)' },
    pathParameters: { ...idParameter, ...(path === archivePath && versionParameter) },
    answers: [
      path === archivePath
        ? { status: 200, description: 'The archive', content: { 'application/zip': {} } }
        : { status: 307, description: 'The address of the latest version' },
    ],
    problems: [
      'unknown-dataset',
      'dataset-withdrawn',
      'dataset-quarantined',
      'unknown-version',
      'version-withdrawn',
      'version-quarantined',
      'conditional-data',
      'withheld-data',
    ],
    auth: 'none',
    isOpenData: true,
    handle: (c) => counted(deps, c, () => archive(deps, c)),
  }));
