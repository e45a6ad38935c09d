import { describe, expect, it } from 'vitest';
import { keptAnswers } from '../../../functions/service/catalogue/kept-answers.ts';

/** `ask` as it is kept, and what it was really asked. */
function watched<T>(ask: (question: string) => T) {
  const asked: string[] = [];
  const kept = keptAnswers((question: string) => {
    asked.push(question);
    return ask(question);
  });
  return { kept, asked };
}

describe('kept answers', () => {
  it('are not asked for again, the latest fifty of them', () => {
    const { kept, asked } = watched((question) => question.length);
    for (let each = 0; each < 51; each += 1) kept(`question ${each}`);
    kept('question 50');
    kept('question 1');
    expect(asked).toHaveLength(51);
    kept('question 0');
    expect(asked).toHaveLength(52);
  });

  it('are not kept where the question is long', () => {
    const { kept, asked } = watched(() => 1);
    const long = '水'.repeat(2_000);
    kept(long);
    kept(long);
    expect(asked).toHaveLength(2);
  });

  it('are few where they are long', () => {
    const { kept, asked } = watched(() => Array(40_000).fill(0));
    for (const question of ['a', 'b', 'c', 'c', 'b', 'a']) kept(question);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
    for (const question of ['a', 'c', 'a']) kept(question);
    expect(asked).toHaveLength(4);
  });
});
