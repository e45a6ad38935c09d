import { describe, expect, it } from 'vitest';
import { indexWords, queryWords } from '../../site/src/search-terms.ts';

/** As an index of words answers: every word of the query begins a word of the text. */
const finds = (q: string, text: string): boolean => {
  const words = indexWords(text);
  return queryWords(q)
    .split(' ')
    .every((asked) => words.some((word) => word.startsWith(asked)));
};

describe('Chinese in the search index', () => {
  const title = '靖宇县那尔轰镇水质监测断面（2026年）';

  it('is found by any two or more characters that stand together', () => {
    for (const words of ['水质', '质监', '监测断', '那尔轰镇', '镇水', '断面', title])
      expect(finds(words, title)).toBe(true);
  });

  it('is found by a single character, also the last of a run', () => {
    for (const character of ['靖', '质', '面', '年']) expect(finds(character, title)).toBe(true);
  });

  it('is found by several words in any order, with numbers among them', () => {
    expect(finds('断面 2026 靖宇', title)).toBe(true);
  });

  it('is not found by characters that do not stand together', () => {
    for (const words of ['质水', '水测', '断监', '面积', '市水质']) expect(finds(words, title)).toBe(false);
  });

  it('is spelt in words of one length, so that none begins another', () => {
    const words = indexWords('吉林省𠮷林');
    expect(new Set(words.map((word) => word.length))).toEqual(new Set([11]));
    expect(finds('𠮷林', '吉林省𠮷林')).toBe(true);
  });

  it('treats full-width and upper-case letters as their plain forms', () => {
    expect(finds('csv', 'ＣＳＶ 文件')).toBe(true);
    expect(queryWords('（）——')).toBe('');
  });
});
