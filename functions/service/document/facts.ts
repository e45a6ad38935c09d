/** What legal texts about an application speak of, and the paragraphs that they share. */
import type { Application } from '../../domain/application-state.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import type { Guide } from '../../domain/guide.ts';
import { type Block, paragraph, quoted } from './legal-text.ts';
import { accessText, fieldsText, rowsText } from './words.ts';

export interface DocumentFacts {
  readonly id: string;
  readonly state: Application;
  /** Of the decision. */
  readonly number: string;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** Provides the data: one side of the agreement. */
  readonly agency: { readonly name: string; readonly creditCode?: string };
  /** In whose name it is decided: the agency's, or the Bureau's where that revokes (Art. 5). */
  readonly issuer: { readonly name: string };
  /** Working days within which the agreement is to be signed. */
  readonly signingDays: number;
  /** Names the dataset and its columns, and how it is told. */
  readonly guide: Pick<Guide, 'dataset' | 'title' | 'fields' | 'minGroup'>;
}

export interface Grounds {
  readonly reason: string;
  readonly legalBasis: string;
}

export const datasetText = ({ guide }: DocumentFacts): string =>
  `数据集“${quoted(guide.title)}”（标识：${guide.dataset}）`;

/** What somebody wrote may end as a sentence already. */
const asSentence = (text: string): string => (/[。！？.!?]$/.test(text) ? text : `${text}。`);

/** 开放范围: the terms of the grant, each in words. */
export function termsBlocks(terms: GrantTerms, { guide }: DocumentFacts): Block[] {
  const { quota, rate, months, reportEveryMonths } = terms;
  return [
    paragraph(`（一）字段：${fieldsText(terms.fields, guide)}。`),
    paragraph(`（二）数据行：${rowsText(terms.rows, guide)}。`),
    paragraph(`（三）获取方式：${accessText(terms.access, guide)}。`),
    paragraph(
      `（四）用量：每日不超过${quota.perDay}次，每月不超过${quota.perMonth}次；每${rate.seconds}秒不超过${rate.requests}次。`,
    ),
    paragraph(`（五）用途：${asSentence(quoted(terms.purpose))}`),
    paragraph(`（六）期限：自协议签署之日起${months}个月。`),
    ...(reportEveryMonths === undefined
      ? []
      : [paragraph(`（七）报告：每${reportEveryMonths}个月报告一次使用情况和利用成果。`)]),
  ];
}
