/** What can be seen of the preparation and of the platform itself. */
import { all, conditional, open, type Row, words } from './evidence-row.ts';

const rules = words('法规政策与标准', 'Rules and standards');
const relations = words('平台关系', 'Relations of platforms');
const finding = words('发现预览', 'Finding and preview');
const getting = words('数据获取', 'Getting data');
const results = words('成果提交展示', 'Reuses shown');
const feedback = words('互动反馈', 'Feedback');
const experience = words('用户体验', 'Experience');

export const preparation: readonly Row[] = [
  ['rules', rules, words('规定与办理时限公开', 'Rules and time limits published'), '/guide/', 'answer'],
  [
    'contacts',
    rules,
    words('提供部门的联系方式公开', 'Contact of the provider published'),
    '/agencies/',
    'all',
    ({ contacts }) => contacts,
    all,
  ],
  [
    'priorities',
    rules,
    words('优先开放清单公开', 'List of what opens first published'),
    '/priority/',
    'some',
    ({ priority }) => priority,
  ],
];

export const platform: readonly Row[] = [
  [
    'harvest',
    relations,
    words('目录可由其他平台采集（DCAT-AP）', 'Catalogue harvestable (DCAT-AP)'),
    '/catalog.jsonld',
    'some',
    all,
  ],
  [
    'ckan',
    relations,
    words('目录可由其他平台采集（CKAN）', 'Catalogue harvestable (CKAN)'),
    '/api/3/action/package_list',
    'some',
    all,
  ],
  ['search', finding, words('检索与分面筛选', 'Search and facets'), '/datasets/', 'some', all],
  [
    'catalogue',
    finding,
    words('目录可整份下载', 'Whole catalogue downloadable'),
    '/catalog.csv',
    'some',
    all,
  ],
  ['feed', finding, words('更新可订阅', 'Updates by subscription'), '/feed.atom', 'answer'],
  [
    'preview',
    finding,
    words('有条件开放数据的字段与样例可预览', 'Conditional data previewed: fields, sample'),
    '/open-list/conditional/',
    'all',
    ({ previews }) => previews,
    conditional,
  ],
  [
    'download',
    getting,
    words('无条件开放的数据免登录下载', 'Open data downloads without registration'),
    '/datasets/',
    'all',
    ({ downloads }) => downloads,
    open,
  ],
  [
    'interface',
    getting,
    words('开放数据的接口免登录', 'Interface to open data without registration'),
    '/developers/',
    'some',
    ({ interfaces }) => interfaces,
    open,
  ],
  [
    'conditions',
    getting,
    words('有条件开放清单及其条件公开', 'Conditional list with conditions published'),
    '/open-list/conditional/',
    'all',
    ({ conditions }) => conditions,
    conditional,
  ],
  [
    'progress',
    getting,
    words('申请数量与审核结果公开', 'Applications and decisions published'),
    '/datasets/conditional-openings/',
    'some',
    ({ applications }) => applications,
  ],
  [
    'reasons',
    getting,
    words('不开放的理由和依据公开', 'Reasons for what is not open published'),
    '/open-list/withheld/',
    'all',
    ({ reasons }) => reasons,
    ({ withheld }) => withheld,
  ],
  [
    'reuses',
    results,
    words('利用成果的提交与展示', 'Reuses submitted and shown'),
    '/api/v1/reuses',
    'answer',
  ],
  [
    'requests',
    feedback,
    words('未开放数据请求及其公开答复', 'Requests for data, answered publicly'),
    '/requests/',
    'answer',
  ],
  [
    'objections',
    feedback,
    words('权益异议、纠错及其公开答复', 'Objections and corrections, answered publicly'),
    '/objections/',
    'answer',
  ],
  ['ratings', feedback, words('评价数据集', 'Ratings of datasets'), '/api/v1/ratings', 'answer'],
  [
    'favourites',
    experience,
    words('收藏数据集', 'Datasets kept as favourites'),
    '/datasets/',
    'some',
    ({ favourites }) => favourites,
    all,
  ],
  ['accessible', experience, words('适老化与无障碍', 'Accessibility'), '/accessibility/', 'answer'],
  [
    'english',
    experience,
    words('有英文名称', 'Titles in English'),
    '/en/datasets/',
    'all',
    ({ english }) => english,
    all,
  ],
];
