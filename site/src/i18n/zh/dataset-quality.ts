/** The quality of one dataset, on its page. */
import type { Remark } from '../../../../functions/domain/version.ts';

export const datasetQuality = {
  title: '数据质量',
  scores: { completeness: '完整性', validity: '有效性', uniqueness: '唯一性', timeliness: '及时性' },
  meaning: {
    completeness: '有内容的单元格占全部单元格',
    validity: '符合类型和约束的单元格占全部单元格',
    uniqueness: '不重复的行占全部行',
    timeliness: '是否在应更新日期之前更新',
  },
  table: '各字段质量',
  columns: {
    field: '字段',
    filled: '有内容',
    completeness: '完整率',
    distinct: '不同的值',
    minimum: '最小',
    maximum: '最大',
  },
  warnings: '检查时的提示',
  quoted: (name: string) => `“${name}”`,
  warningCount: (n: string) => `${n} 处`,
  /** By what was remarked on; `about` names columns, sheets or files, or is empty. */
  remarks: {
    'nested-values': (about) => `${about || '有的列'}含有嵌套的值，按 JSON 文本发布。`,
    'formula-like-cells': (about) =>
      `${about || '有的列'}中有以公式符号开头的单元格，按原样发布，用电子表格打开时可能被当作公式运行。`,
    'mixed-types': (about) => `${about || '有的列'}中少数单元格与其余的类型不同，整列按文本发布。`,
    'privacy-declarations': (about) =>
      `提供方声明了${about || '一些字段'}的内容，自动检查不在其中查找相应的个人信息。`,
    'attachment-not-scanned': (about) => `${about || '有的附件'}无法自动检查是否含有个人信息，须人工审核。`,
    'original-not-published': () => '原件中另有无法自动检查的内容，因此只发布表格，不发布原件。',
    'other-sheets': (about) => `原件中的其他工作表没有发布${about && `：${about}`}。`,
    'error-cells': () => '有内容为错误值（如 #N/A）的单元格，按文本发布。',
    'blank-rows': () => '略去了空行。',
    'merged-cells': () => '有合并的单元格，只有每处第一个单元格有值。',
  } satisfies Record<Remark['code'], (about: string) => string>,
  source: (format: string) => `原件格式：${format}`,
  encoding: (encoding: string) => `编码：${encoding}`,
};
