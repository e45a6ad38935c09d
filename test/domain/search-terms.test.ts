import { describe, expect, it } from 'vitest';
import { indexTerms, matchExpression } from '../../functions/domain/search-terms.ts';

describe('terms for search', () => {
  it.each([
    ['水质监测', '水质 质监 监测 测'],
    ['长春 Hospital 2020', '长春 春 hospital 2020'],
    ['ＧＤＰ统计', 'gdp 统计 计'],
    ['……', ''],
  ])('indexes %s as %s', (text, terms) => {
    expect(indexTerms(text)).toBe(terms);
  });

  it.each([
    ['水质', '"水质"'],
    ['质监测', '"质监 监测"'],
    ['水', '"水"*'],
    ['长春 医院', '"长春" "医院"'],
    ['hosp', '"hosp"*'],
    ['" OR 1=1 --', '"or"* "1"* "1"*'],
    ['***', undefined],
    ['', undefined],
  ])('asks for %j as %j', (q, expression) => {
    expect(matchExpression(q)).toBe(expression);
  });
});
