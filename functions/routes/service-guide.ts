/** The public guide to applying for conditional data (Art. 31): in general, or for one dataset. */
import { generalGuide } from '../domain/guide.ts';
import { limitKind, timeLimits } from '../domain/time-limits.ts';
import { publishedGuide } from '../service/application/circumstances.ts';
import { document, invalidRequest, problem } from './answer.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { readParameters, text } from './parameters.ts';
import type { Route } from './route.ts';

const query = {
  dataset: text(100, {
    zh: '数据集标识；不写时为一般指南',
    en: 'Id of a dataset; the general guide without it',
  }),
};

/** What holds for every dataset. */
function wholeGuide(catalogue: CatalogueDeps['catalogue']): object {
  const conditional = [...catalogue().entries()].filter(
    ({ dataset, status }) => status === 'published' && dataset.openness.class === 'conditional',
  );
  const guides = conditional.flatMap(({ dataset }) => publishedGuide(catalogue(), dataset.id) ?? []);
  const datasets = guides.map(({ dataset, title, titleEn, agency, conditions, applicants, minGroup }) => {
    const page = guidePage(dataset);
    return { dataset, title, titleEn, agency, conditions, applicants, minGroup, page };
  });
  return { ...generalGuide(timeLimits), limits, datasets };
}

const limits = (['application.precheck', 'application.review', 'application.signing'] as const).map(
  (clock) => {
    return { clock, ...timeLimits[clock], kind: limitKind(timeLimits[clock]) };
  },
);

/** Where people read it. */
const guidePage = (dataset: string): string => `/datasets/${dataset}/#guide`;

function serviceGuide({ catalogue }: CatalogueDeps, c: AppContext): Response {
  const read = readParameters(c.req.url, query);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { dataset } = read.values;
  if (dataset === undefined) return document(c, JSON.stringify(wholeGuide(catalogue)));
  const guide = publishedGuide(catalogue(), dataset);
  if (guide)
    return document(
      c,
      JSON.stringify({ ...guide, limits, page: guidePage(dataset), form: `/apply/?dataset=${dataset}` }),
    );
  return problem(c, catalogue().entry(dataset) ? 'no-applications' : 'unknown-dataset');
}

export function serviceGuideRoutes(deps: CatalogueDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/service-guide/conditional-data',
      tag: 'applications',
      summary: { zh: '有条件开放数据申请办事指南', en: 'Guide to applying for conditional data' },
      description: {
        zh: '开放条件、申请对象、须提交的事项、步骤和时限；表单、提交前检查和退回都以它为准。时限是平台的承诺，不是法定时限。申请对象 applicants 为 organisation 的，只受理法人和非法人组织的申请；写有 minGroup 的，只提供分组统计结果，不足该行数的分组不予提供。',
        en: 'Conditions, who may apply, what to submit, steps and limits; form, pre-check and every return follow it. The limits are promises, not statutory. Where `applicants` is `organisation`, no natural person may apply; where `minGroup` is told, answers are grouped results only, without groups below so many rows.',
      },
      query,
      answers: [
        {
          status: 200,
          description: 'The guide',
          content: { 'application/json': { $ref: '#/components/schemas/ServiceGuide' } },
        },
      ],
      problems: ['invalid-request', 'unknown-dataset', 'no-applications'],
      auth: 'none',
      isOpenData: true,
      handle: (c) => serviceGuide(deps, c),
    },
  ];
}
