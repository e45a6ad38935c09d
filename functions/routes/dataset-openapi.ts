/** The interface of one dataset: to anybody with its public columns, to the holder of a key with those of the grant. */
import { accessKinds } from '../domain/application-form.ts';
import type { Access } from '../service/access-key/access.ts';
import { type Described, datasetOpenapi } from '../service/metadata/dataset-openapi.ts';
import { findEntry, findVersion } from '../service/query/open-table.ts';
import { datasetRefused, document } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, QueryDeps } from './deps.ts';
import { keyHeaders, keyProblems, notKept, type Told, withKey } from './keyed.ts';
import type { Route } from './route.ts';

const mediaType = 'application/vnd.oai.openapi+json;version=3.1';
const path = '/api/v1/datasets/{id}/openapi.json';

function toAnybody(deps: QueryDeps, c: AppContext): Response {
  const found = findEntry(deps.catalogue(), c.req.param('id') ?? '');
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const { entry } = found;
  const chosen = findVersion(entry);
  if (chosen.outcome === 'refused') return datasetRefused(c, chosen.refusal);
  const { version } = chosen;
  if (version.fields.length === 0) return datasetRefused(c, { code: 'no-table', entry, version });
  const described: Described = {
    entry,
    version: version.number,
    fields: version.fields,
    access: [...accessKinds],
  };
  return document(c, JSON.stringify(datasetOpenapi(described, deps.portalUrl)), mediaType);
}

async function toHolder(deps: QueryDeps, c: AppContext, { entry, grant, tables }: Access): Promise<Told> {
  const opened = await tables(entry.dataset.id);
  if (opened.outcome === 'refused') return { response: datasetRefused(c, opened.refusal), rows: 0 };
  const { version } = opened.table;
  const described: Described = {
    entry,
    version: version.number,
    fields: version.fields,
    access: grant.access,
    grant,
  };
  const text = JSON.stringify(datasetOpenapi(described, deps.portalUrl));
  const length = String(Buffer.byteLength(text));
  const headers = { ...notKept, 'Content-Type': mediaType, 'Content-Length': length };
  // To read what one may ask is no use of the data.
  return { response: c.body(text, 200, headers), rows: 0, isFree: true };
}

export const datasetOpenapiRoutes = (deps: QueryDeps): Route[] => [
  {
    method: 'GET',
    path,
    tag: 'records',
    summary: {
      zh: '一个数据集的接口描述（OpenAPI 3.1）；持密钥者得到授权的字段',
      en: 'The interface of one dataset (OpenAPI 3.1); with a key, the columns of the grant',
    },
    pathParameters: idParameter,
    headers: keyHeaders,
    answers: [{ status: 200, description: 'The description', content: { 'application/json': {} } }],
    problems: [
      'unknown-dataset',
      'dataset-withdrawn',
      'dataset-quarantined',
      'unknown-version',
      'version-withdrawn',
      'version-quarantined',
      'withheld-data',
      'no-table',
      ...keyProblems,
    ],
    auth: 'none',
    isOpenData: true,
    handle: (c) =>
      withKey(
        deps,
        c,
        { kind: 'description', route: path },
        () => toAnybody(deps, c),
        (access) => toHolder(deps, c, access),
      ),
  },
];
