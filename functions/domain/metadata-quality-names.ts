/** What the indicators, dimensions and ratings of metadata quality are called, in pages, files and commands. */
import type { Dimension, Indicator, Rating } from './metadata-quality.ts';

interface Name {
  readonly zh: string;
  readonly en: string;
}

export const indicatorTitles: Readonly<Record<Indicator, Name>> = {
  keywords: { zh: '有关键词', en: 'Keywords' },
  themes: { zh: '有主题', en: 'Themes' },
  spatial: { zh: '有空间范围', en: 'Place' },
  temporal: { zh: '有时间范围', en: 'Time' },
  'access-answers': { zh: '访问地址可用', en: 'Access address answers' },
  'download-address': { zh: '有下载地址', en: 'Download address' },
  'download-answers': { zh: '下载地址可用', en: 'Download address answers' },
  format: { zh: '有格式', en: 'Format' },
  'media-type': { zh: '有媒体类型', en: 'Media type' },
  vocabulary: { zh: '格式与媒体类型用标准词表', en: 'Format and media type from lists' },
  'non-proprietary': { zh: '有非专有格式', en: 'Non-proprietary format' },
  'machine-readable': { zh: '有可机读格式', en: 'Machine-readable format' },
  'dcat-ap': { zh: '符合 DCAT-AP', en: 'Conforms to DCAT-AP' },
  licence: { zh: '有许可', en: 'Licence' },
  'known-licence': { zh: '许可在通用清单中', en: 'Known licence' },
  'access-rights': { zh: '有访问权限', en: 'Access rights' },
  'known-access-rights': { zh: '访问权限用标准词表', en: 'Access rights from the list' },
  contact: { zh: '有联系方式', en: 'Contact' },
  publisher: { zh: '有提供方', en: 'Publisher' },
  rights: { zh: '有权利说明', en: 'Rights' },
  'byte-size': { zh: '有文件大小', en: 'Size of files' },
  issued: { zh: '有发布日期', en: 'Date of issue' },
  modified: { zh: '有更新日期', en: 'Date of update' },
};

export const dimensionTitles: Readonly<Record<Dimension, Name>> = {
  findability: { zh: '可发现性', en: 'Findability' },
  accessibility: { zh: '可访问性', en: 'Accessibility' },
  interoperability: { zh: '互操作性', en: 'Interoperability' },
  reusability: { zh: '可重用性', en: 'Reusability' },
  contextuality: { zh: '背景信息', en: 'Contextuality' },
};

export const ratingTitles: Readonly<Record<Rating, Name>> = {
  excellent: { zh: '优', en: 'Excellent' },
  good: { zh: '良', en: 'Good' },
  sufficient: { zh: '中', en: 'Sufficient' },
  bad: { zh: '差', en: 'Bad' },
};
