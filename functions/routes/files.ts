/** Downloads: immutable, resumable, without a key where the data is open. What else clients send as `Authorization` is not looked at. */
import type { Dataset } from '../domain/dataset.ts';
import { archiveKey, openFileKey } from '../domain/file-key.ts';
import type { CatalogueEntry, Version } from '../domain/version.ts';
import type { Access } from '../service/access-key/access.ts';
import type { CatalogueFile } from '../service/catalogue/catalogue.ts';
import { grantedFiles } from '../service/query/granted-table.ts';
import { findEntry, findVersion } from '../service/query/open-table.ts';
import { datasetRefused, problem } from './answer.ts';
import { counted } from './counted.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, QueryDeps } from './deps.ts';
import { isNotModified, rangeApplies } from './http/conditional.ts';
import { datasetLinks } from './http/dataset-links.ts';
import { attachment } from './http/disposition.ts';
import { inertMediaType } from './http/media-type.ts';
import { parseRange } from './http/range.ts';
import { keyHeaders, keyProblems, notKept, type Told, withKey } from './keyed.ts';
import type { Route } from './route.ts';
import { versionNumber } from './version-parameter.ts';

function download(deps: QueryDeps, c: AppContext): Response | Promise<Response> {
  const { id = '', version: given = '', name = '' } = c.req.param();
  const catalogue = deps.catalogue();
  const found = findEntry(catalogue, id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const isLatest = given === 'latest';
  const chosen = findVersion(found.entry, isLatest ? undefined : versionNumber(given));
  if (chosen.outcome === 'refused') return datasetRefused(c, chosen.refusal);
  const { version } = chosen;
  const file = catalogue.file(id, version.number, name);
  if (!file) return noSuchFile(c, found.entry, version);
  if (isLatest) {
    const location = `${deps.portalUrl}/files/${id}/${version.number}/${encodeURIComponent(name)}`;
    return c.body(null, 307, { Location: location, 'Cache-Control': 'no-cache' });
  }
  const key = openFileKey(id, version.number, file.name);
  return send(deps, c, {
    dataset: found.entry.dataset,
    file,
    key,
    // Readers keep it; caches on the way ask, for what is taken offline must be gone at once.
    cache: 'public, max-age=31536000, s-maxage=0, immutable',
  });
}

/** A file of conditional data, for the holder of a grant that gives all of it. */
async function grantedDownload(deps: QueryDeps, c: AppContext, { grant, entry }: Access): Promise<Told> {
  const { id = '', version: given = '', name = '' } = c.req.param();
  const found = grantedFiles(entry, grant, given === 'latest' ? undefined : versionNumber(given));
  if (found.outcome === 'refused') return { response: datasetRefused(c, found.refusal), rows: 0 };
  const { files, version } = found;
  const file = files.find((each) => each.name === name);
  if (!file) {
    const allowed = files.map((each) => each.name);
    return { response: problem(c, 'unknown-file', { members: { allowed } }), rows: 0 };
  }
  const key = archiveKey(id, file.sha256);
  const response = await send(deps, c, {
    dataset: entry.dataset,
    file,
    key,
    cache: notKept['Cache-Control'],
  });
  const isWhole = response.status === 200 && response.body !== null && file.role === 'data';
  return { response, rows: isWhole ? (version.rows ?? 0) : 0, isStream: true };
}

function noSuchFile(c: AppContext, entry: CatalogueEntry, version: Version): Response {
  if (entry.dataset.openness.class === 'conditional')
    return datasetRefused(c, { code: 'conditional-data', entry });
  return problem(c, 'unknown-file', { members: { allowed: version.distributions.map(({ name }) => name) } });
}

interface Download {
  readonly dataset: Dataset;
  readonly file: CatalogueFile;
  /** Where the bytes lie. */
  readonly key: string;
  readonly cache: string;
}

function headersOf(portalUrl: string, { dataset, file, cache }: Download): Record<string, string> {
  return {
    ETag: `"${file.sha256}"`,
    'Content-Type': inertMediaType(file.mediaType),
    'Content-Disposition': attachment(file.name),
    'Cache-Control': cache,
    'Accept-Ranges': 'bytes',
    Link: datasetLinks(portalUrl, dataset),
  };
}

async function send(deps: QueryDeps, c: AppContext, download: Download): Promise<Response> {
  const { file, key } = download;
  const headers = headersOf(deps.portalUrl, download);
  const etag = `"${file.sha256}"`;
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
  if (c.req.method === 'HEAD') return c.body(null, 200, { ...headers, 'Content-Length': String(file.bytes) });
  const applies = rangeApplies(c.req.header('If-Range'), etag);
  const range = applies ? parseRange(c.req.header('Range'), file.bytes) : undefined;
  if (range === 'unsatisfiable')
    return problem(c, 'range-not-satisfiable', { headers: { 'Content-Range': `bytes */${file.bytes}` } });
  const body = await deps.blobs.get(key, range);
  if (!body) return datasetRefused(c, { code: 'file-missing', key });
  const length = range ? range.end - range.start + 1 : file.bytes;
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(length),
      ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${file.bytes}` }),
    },
  });
}

const filePath = '/files/{id}/{version}/{name}';

export function fileRoutes(deps: QueryDeps): Route[] {
  return [
    {
      method: 'GET',
      path: filePath,
      tag: 'files',
      summary: { zh: '下载一个文件', en: 'Download a file' },
      description: {
        zh: '文件不可变；版本写 latest 时重定向到最新版本。支持断点续传。',
        en: 'Files never change; the version `latest` redirects to the newest one. Ranges are supported.',
      },
      pathParameters: {
        ...idParameter,
        version: {
          description: { zh: '版本号或 latest', en: 'Number of the version, or latest' },
          json: { type: 'string', pattern: '^(?:[1-9]\\d*|latest)$' },
        },
        name: {
          description: { zh: '文件名', en: 'Name of the file' },
          json: { type: 'string', maxLength: 200 },
        },
      },
      headers: {
        ...keyHeaders,
        Range: {
          description: { zh: '一个字节范围', en: 'One range of bytes' },
          json: { type: 'string', examples: ['bytes=0-1023'] },
        },
      },
      answers: [
        { status: 200, description: 'The whole file', content: { 'application/octet-stream': {} } },
        { status: 206, description: 'The range', content: { 'application/octet-stream': {} } },
        { status: 304, description: 'The file that `If-None-Match` names' },
        { status: 307, description: 'The address of the latest version' },
      ],
      problems: [
        'unknown-dataset',
        'unknown-version',
        'unknown-file',
        'conditional-data',
        'withheld-data',
        'dataset-withdrawn',
        'dataset-quarantined',
        'version-withdrawn',
        'version-quarantined',
        'range-not-satisfiable',
        'partly-granted',
        ...keyProblems,
      ],
      auth: 'none',
      isOpenData: true,
      handle: (c) =>
        counted(deps, c, () =>
          withKey(
            deps,
            c,
            { kind: 'export', route: filePath },
            () => download(deps, c),
            (access) => grantedDownload(deps, c, access),
          ),
        ),
    },
  ];
}
