import { describe, expect, it } from 'vitest';
import { patternProblem } from '../../functions/domain/pattern-safety.ts';

describe('patternProblem', () => {
  it.each([
    '^22\\d{4}$',
    '^[A-Z]{2}(?:,[A-Z]{2})*$',
    '^(?:\\d{4}-)?\\d{2,8}$',
    '^[(+*)]+$',
    '\\(a+\\)+',
    '^\\p{Script=Han}+$',
    '(?:ab|cd)+',
    '^(?:\\d{1,3})+$',
  ])('takes %s', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    ['(a+)+', /repetition/],
    ['^(([a-z])+.)+$', /repetition/],
    ['(?:a*)*', /repetition/],
    ['(?:(?:a{2,})b)*', /repetition/],
    ['(a)\\1', /refers back/],
    ['(?<x>a)\\k<x>', /refers back/],
    ['(?<x>a)', /names a group/],
    ['(?=a)b', /ahead or behind/],
    ['(?<!a)b', /ahead or behind/],
    ['a{1001}', /1000/],
    ['a{2,5000}', /1000/],
    ['[', /not a regular expression/],
    ['a'.repeat(201), /longer than 200/],
  ])('refuses %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toMatch(problem);
  });
});
