import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetRules } from '../../functions/domain/dataset-rules.ts';
import {
  article,
  articleId,
  articlesOf,
  citedArticles,
  citedStandards,
  measures,
} from '../../functions/domain/law.ts';

const root = join(import.meta.dirname, '../..');

/** Every `Art. …` of the Measures in the sources, with the file it stands in. */
const citations = ['functions', 'site/src', 'datasets'].flatMap((directory) =>
  readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|astro)$/.test(entry.name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      return [...text.matchAll(/(?<!Civil Code, )\bArt\. (\d+(?:\(\d\))?(?:, \d+(?:\(\d\))?)*)/g)].map(
        ([cited]) => ({
          path,
          cited,
        }),
      );
    }),
);

describe('the table of cited law', () => {
  it('holds every article that the sources cite', () => {
    expect(citations.length).toBeGreaterThan(10);
    const unknown = citations.filter(({ cited }) => {
      try {
        return articlesOf(cited).length === 0;
      } catch {
        return true;
      }
    });
    expect(unknown).toEqual([]);
  });

  it('names articles of the Measures, once each, in order', () => {
    const numbers = citedArticles.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.every((number) => number >= 1 && number <= measures.articles)).toBe(true);
    expect(new Set(citedArticles.map(({ key }) => key)).size).toBe(citedArticles.length);
  });

  it('reads citations of several articles and paragraphs', () => {
    expect(articlesOf('Art. 28, 45').map(({ key }) => key)).toEqual(['openness-classes', 'privacy']);
    expect(articlesOf('Art. 46(2)').map(({ number }) => number)).toEqual([46]);
    expect(articlesOf('GB 32100')).toEqual([]);
    expect(articleId(46)).toBe('art-46');
  });

  it('says what each standard that a rule rests on is about', () => {
    const standards = datasetRules.flatMap(({ law }) => (law && !law.startsWith('Art.') ? [law] : []));
    expect(standards.length).toBeGreaterThan(2);
    for (const standard of standards) expect(citedStandards[standard]).toMatch(/\w/);
  });

  it('refuses what it does not hold', () => {
    expect(() => article(1)).toThrow(/Art. 1/);
    expect(() => articlesOf('Art. 54')).toThrow(/Art. 54/);
    expect(() => articlesOf('§ 5')).toThrow(/§ 5/);
  });
});
