/** How the workbook is laid out: what writes it and what reads it go by the same names. */
import type { Column } from './columns.ts';

export const sheetNames = { resources: '信息资源', fields: '信息项', explanations: '填写说明' } as const;

/** The first column of the items: which resource they belong to. */
export const itemKey: Column = {
  key: 'code',
  label: '信息资源代码',
  kind: { is: 'text' },
  isGuide: true,
  isRequired: true,
  note: '所属信息资源的代码，与工作表“信息资源”中的一致',
};

/** A star marks what must be filled. */
export const headerOf = ({ label, isRequired }: Column): string => (isRequired ? `${label}*` : label);
