/** The public log of what was published: signed checkpoints, its tiles, its keys, and the proof of a version. */
import { tilePattern } from '../domain/log-tiles.ts';
import { logKey, shownLog } from '../service/log/contract.ts';
import { proofOf } from '../service/log/proof.ts';
import { findEntry, findVersion } from '../service/query/open-table.ts';
import { datasetRefused, document, problem } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, HealthDeps } from './deps.ts';
import type { Route } from './route.ts';
import { versionNumber, versionParameter } from './version-parameter.ts';

const text = 'text/plain; charset=utf-8';

/** As long as the log has told nothing, or nothing of this yet: it follows within a minute. */
const notYet = (c: AppContext): Response => problem(c, 'not-in-log', { headers: { 'Retry-After': '60' } });

async function checkpoint({ records }: HealthDeps, c: AppContext): Promise<Response> {
  const shown = await shownLog(records);
  return shown ? document(c, shown.checkpoint, text) : notYet(c);
}

async function keys({ records }: HealthDeps, c: AppContext): Promise<Response> {
  const shown = await shownLog(records);
  if (!shown) return notYet(c);
  return document(c, JSON.stringify({ origin: shown.origin, keys: shown.keys }));
}

/** A file that never changes. */
async function file({ blobs }: HealthDeps, c: AppContext, path: string, type: string): Promise<Response> {
  const info = await blobs.head(logKey(path));
  const body = info && (await blobs.get(logKey(path)));
  if (!body) return problem(c, 'unknown-address');
  const headers = {
    'Content-Type': type,
    'Content-Length': String(info.bytes),
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${info.sha256}"`,
  };
  return new Response(body, { headers });
}

async function tile(deps: HealthDeps, c: AppContext): Promise<Response> {
  const path = c.req.path.slice('/log/'.length);
  return tilePattern.test(path)
    ? file(deps, c, path, 'application/octet-stream')
    : problem(c, 'unknown-address');
}

async function earlier(deps: HealthDeps, c: AppContext): Promise<Response> {
  const size = versionNumber(c.req.param('size') ?? '');
  return size > 0 ? file(deps, c, `checkpoints/${size}`, text) : problem(c, 'unknown-address');
}

async function proof(deps: HealthDeps, c: AppContext): Promise<Response> {
  const { id = '', version: given = '' } = c.req.param();
  const found = findEntry(deps.catalogue(), id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const chosen = findVersion(found.entry, versionNumber(given));
  if (chosen.outcome === 'refused') return datasetRefused(c, chosen.refusal);
  const proven = await proofOf(deps, found.entry, chosen.version.number);
  return proven ? document(c, JSON.stringify(proven)) : notYet(c);
}

const shared = { method: 'GET', tag: 'catalogue', auth: 'none', isOpenData: true } as const;
const file200 = (description: string, type: string) => [
  { status: 200, description, content: { [type]: {} } },
];

export const logRoutes = (deps: HealthDeps): Route[] => [
  {
    ...shared,
    path: '/log/checkpoint',
    summary: { zh: '公开日志的最新签名摘要', en: 'The latest signed checkpoint of the public log' },
    description: {
      zh: 'C2SP tlog-checkpoint，Ed25519 签名；叶子按 RFC 9162 组成默克尔树，只增不改。',
      en: 'C2SP tlog-checkpoint, signed with Ed25519, over a Merkle tree (RFC 9162) of leaves that are only ever added.',
    },
    answers: file200('The signed note', 'text/plain'),
    problems: ['not-in-log'],
    handle: (c) => checkpoint(deps, c),
  },
  {
    ...shared,
    path: '/log/checkpoints/{size}',
    summary: { zh: '以前的签名摘要', en: 'An earlier checkpoint' },
    pathParameters: {
      size: {
        description: { zh: '叶子数', en: 'How many leaves it speaks of' },
        json: { type: 'integer', minimum: 1 },
      },
    },
    answers: file200('The signed note', 'text/plain'),
    problems: ['unknown-address'],
    handle: (c) => earlier(deps, c),
  },
  {
    ...shared,
    path: '/log/keys',
    summary: { zh: '公开日志的公钥及其有效期', en: 'The public keys of the log, with their times' },
    answers: file200('The keys, as signed notes write them', 'application/json'),
    problems: ['not-in-log'],
    handle: (c) => keys(deps, c),
  },
  {
    ...shared,
    path: '/log/tile/{tile}',
    pattern: '/log/tile/*',
    summary: { zh: '公开日志的分块', en: 'A tile of the log' },
    description: {
      zh: 'C2SP tlog-tiles：`0/000` 为哈希，`entries/000` 为叶子；未满的分块以 `.p/宽度` 结尾。内容永不改变。',
      en: 'C2SP tlog-tiles: `0/000` has hashes, `entries/000` leaves; one that is not full ends with `.p/WIDTH`. Never changes.',
    },
    pathParameters: {
      tile: {
        description: { zh: '层和编号', en: 'Level and number' },
        json: { type: 'string', examples: ['0/000.p/7', 'entries/000.p/7'] },
      },
    },
    answers: file200('The tile', 'application/octet-stream'),
    problems: ['unknown-address'],
    handle: (c) => tile(deps, c),
  },
  {
    ...shared,
    path: '/datasets/{id}/{version}/proof.json',
    summary: {
      zh: '证明某一版本及其目录条目在公开日志中',
      en: 'The proof that a version and its catalogue entry are in the log',
    },
    description: {
      zh: '与下载的文件放在一起，凭 /log/verify.mjs 和公钥即可离线核验。',
      en: 'Beside a downloaded file, `/log/verify.mjs` and the public key verify it offline.',
    },
    pathParameters: { ...idParameter, ...versionParameter },
    answers: file200('The proof', 'application/json'),
    problems: [
      'unknown-dataset',
      'dataset-withdrawn',
      'unknown-version',
      'version-withdrawn',
      'withheld-data',
      'not-in-log',
    ],
    handle: (c) => proof(deps, c),
  },
];
