/** Every defect of a descriptor in Chinese, with what to do: whoever fills a workbook reads it. */
import { defectNames } from '../../../domain/defect-names.ts';
import { namesIn } from '../../../domain/names.ts';
import { choicesOf } from '../choices.ts';
import type { Column } from '../columns.ts';

export const chineseDefects: Readonly<Record<string, string>> = namesIn('zh', defectNames);

export function chineseOf(code: string, column: Column | undefined, law: string | undefined): string {
  const what = chineseDefects[code] ?? chineseDefects['not-allowed'];
  const words = column ? choicesOf(column) : [];
  const choices = words.length > 0 ? `；取值：${words.join('、')}` : '';
  const article = law?.replace(/^Art\. ([\d, ]+)$/, '办法第 $1 条').replaceAll(', ', '、');
  return `${what}${column ? `。填写要求：${column.note}${choices}` : ''}${article ? `［${article}］` : ''}`;
}
