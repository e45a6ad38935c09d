/** One dataset as a record of the national guide (发改高技〔2017〕1272号), in XML and JSON. */
import { findEntry } from '../service/query/open-table.ts';
import { datasetRefused, document } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { datasetLinks } from './http/dataset-links.ts';
import type { Route } from './route.ts';

const forms = [
  { syntax: 'xml', mediaType: 'application/xml; charset=utf-8', write: 'recordXml' },
  { syntax: 'json', mediaType: 'application/json', write: 'recordJson' },
] as const;

/** What writes it is large, and loaded when somebody asks. */
async function record(
  deps: CatalogueDeps,
  c: AppContext,
  { mediaType, write }: (typeof forms)[number],
): Promise<Response> {
  const documents = await import('../service/national-record/documents.ts');
  const catalogue = deps.catalogue();
  const found = findEntry(catalogue, c.req.param('id') ?? '');
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const text = documents[write](found.entry, { catalogue, portalUrl: deps.portalUrl });
  return document(c, text, mediaType, { Link: datasetLinks(deps.portalUrl, found.entry.dataset) });
}

export const nationalRecordRoutes = (deps: CatalogueDeps): Route[] =>
  forms.map((form) => ({
    method: 'GET',
    path: `/datasets/{id}/national-record.${form.syntax}`,
    tag: 'datasets',
    summary: {
      zh: `国家政务信息资源目录编制指南（1272号）的目录记录，${form.syntax.toUpperCase()}`,
      en: `The catalogue record of the national guide (No. 1272), ${form.syntax.toUpperCase()}`,
    },
    pathParameters: idParameter,
    answers: [
      {
        status: 200,
        description: 'The record',
        content: { [form.mediaType.split(';')[0] ?? form.mediaType]: {} },
      },
    ],
    problems: ['unknown-dataset', 'dataset-withdrawn'],
    auth: 'none',
    isOpenData: true,
    handle: (c) => record(deps, c, form),
  }));
