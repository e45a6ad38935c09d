/** The public catalogue itself, downloadable by anyone: the very file that this platform reads. */
import { openSnapshotFile } from '../service/catalogue/snapshot-file.ts';
import { problem, weakTag } from './answer.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { isNotModified, rangeApplies } from './http/conditional.ts';
import { attachment } from './http/disposition.ts';
import { parseRange } from './http/range.ts';
import type { Route } from './route.ts';

const mediaType = 'application/vnd.sqlite3';

async function snapshot({ catalogue }: CatalogueDeps, c: AppContext): Promise<Response> {
  const { path, sha256, info } = catalogue();
  // The digest does not know one file from another that tells the same: half of each would be no file.
  const etag = sha256 === undefined ? weakTag(info.digest) : `"${sha256}"`;
  const headers = {
    ETag: etag,
    'Content-Type': mediaType,
    'Content-Disposition': attachment('catalog.sqlite'),
    'Cache-Control': 'public, no-cache',
    'Accept-Ranges': 'bytes',
  };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
  const file = await openSnapshotFile(path);
  const applies = rangeApplies(c.req.header('If-Range'), etag) && c.req.method !== 'HEAD';
  const range = applies ? parseRange(c.req.header('Range'), file.bytes) : undefined;
  if (range === 'unsatisfiable')
    return problem(c, 'range-not-satisfiable', { headers: { 'Content-Range': `bytes */${file.bytes}` } });
  if (c.req.method === 'HEAD') return c.body(null, 200, { ...headers, 'Content-Length': String(file.bytes) });
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  return new Response(file.read({ start, end }), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${file.bytes}` }),
    },
  });
}

export function catalogueFileRoutes(deps: CatalogueDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/catalog.sqlite',
      tag: 'catalogue',
      summary: { zh: '整个目录，SQLite 文件', en: 'The whole catalogue as a SQLite file' },
      answers: [
        { status: 200, description: 'The file', content: { [mediaType]: {} } },
        { status: 206, description: 'The range', content: { [mediaType]: {} } },
      ],
      problems: ['range-not-satisfiable'],
      auth: 'none',
      isOpenData: true,
      handle: (c) => snapshot(deps, c),
    },
  ];
}
