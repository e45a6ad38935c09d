import { describe, expect, it } from 'vitest';
import { chineseNumber, citationText } from '../../site/src/citation.ts';

describe('citations of the Measures', () => {
  it('are written as each language writes them', () => {
    expect(citationText('Art. 46(2)', 'zh')).toBe('第四十六条第（二）项');
    expect(citationText('Art. 46(2)', 'en')).toBe('Art. 46(2)');
    expect(citationText('Art. 28, 45', 'zh')).toBe('第二十八条、第四十五条');
  });

  it('are refused when the table of cited law does not hold them', () => {
    expect(() => citationText('Art. 99', 'zh')).toThrow('not in the table');
  });

  it.each([
    [3, '三'],
    [10, '十'],
    [19, '十九'],
    [20, '二十'],
    [53, '五十三'],
  ])('writes %i as %s', (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});
