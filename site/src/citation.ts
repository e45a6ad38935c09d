/** Citations of the Measures as the two languages write them: `Art. 46(2)` is 第四十六条第（二）项. */
import { articlesOf } from '../../functions/domain/law.ts';
import type { Locale } from './i18n/index.ts';

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 in Chinese numerals. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), digits[value % 10] ?? ''];
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : digits[tens]}十${ones}`;
}

/** Throws for what is not in the table of cited law. */
export function citationText(citation: string, locale: Locale): string {
  const isArticle = articlesOf(citation).length > 0;
  if (locale === 'en' || !isArticle) return citation;
  const parts = [...citation.matchAll(/(\d+)(?:\((\d)\))?/g)].map(([, article, item]) => {
    const text = `第${chineseNumber(Number(article))}条`;
    return item ? `${text}第（${chineseNumber(Number(item))}）项` : text;
  });
  return parts.join('、');
}
