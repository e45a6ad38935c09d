/** The parameters of questions about rows: those with names of their own, and the grammar of the columns. */
import { flag, text, wholeNumber } from './parameters.ts';

const version = wholeNumber(
  { min: 1, max: 999_999_999 },
  { zh: '版本号，缺省为最新', en: 'Number of the version; the latest unless given' },
);
export const recordsQuery = {
  limit: wholeNumber({ min: 1, max: 10_000, fallback: 100 }, { zh: '每页行数', en: 'Rows a page' }),
  cursor: text(80, { zh: '上一页 links.next 中的游标', en: 'Cursor, from links.next of the page before' }),
  version,
};
export const exportQuery = {
  version,
  bom: flag({ zh: 'CSV 加字节序标记，便于 Excel 打开', en: 'CSV with a byte order mark, for Excel' }),
  formulas: text(10, {
    zh: '取值 escape：在会被电子表格当作公式的单元格前加撇号',
    en: '`escape` puts an apostrophe before cells of a CSV that a spreadsheet would run as formulas',
  }),
};

export const grammar = [
  {
    name: 'FIELD__exact|differs|contains|in|notin|less|greater|strictly_less|strictly_greater|isnull|isnotnull',
    description: {
      zh: '筛选；less、greater 含等于；in、notin 用逗号分隔，含逗号的值加双引号',
      en: 'Filters; less and greater include equality; in and notin take a list, values with commas in double quotes',
    },
  },
  {
    name: 'FIELD__sort',
    description: { zh: 'asc 或 desc，空值总在最后', en: '`asc` or `desc`; empty cells come last' },
  },
  {
    name: 'columns',
    description: { zh: '只要这些列，逗号分隔', en: 'Only these columns, separated by commas' },
  },
  {
    name: 'FIELD__groupby|count|sum|avg|min|max',
    description: { zh: '分组与聚合', en: 'Groups and aggregates; columns of the answer are named so' },
  },
];
