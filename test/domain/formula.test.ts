import { describe, expect, it } from 'vitest';
import { formulaLike } from '../../functions/domain/privacy.ts';

describe('formulaLike', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://evil","x")',
    '+1+cmd|calc',
    "+cmd|' /C calc'!A0",
    '-2+3+cmd|calc',
    '@SUM(A1:A9)',
    '\t=1+1',
    '\r=1+1',
    '＝1+1',
    '＠SUM(A1)',
    '-A1',
    '+A1',
    '- 1+1',
  ])('%j would run', (cell) => {
    expect(formulaLike(cell)).toBe(true);
  });

  it.each([
    '',
    '-',
    '--',
    '=',
    '-12.5',
    '+12.5',
    '-1,234.50',
    '-.5',
    '-1e-9',
    '-12%',
    '-12 %',
    '+86 431 8890 4567',
    '+8613812345678',
    '- ',
    'a=b',
    '1+1',
    '长春市',
    ' =1',
  ])('%j would not', (cell) => {
    expect(formulaLike(cell)).toBe(false);
  });
});
