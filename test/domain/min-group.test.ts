import { describe, expect, it } from 'vitest';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import { agencies, conditionalDataset, openDataset, withheldDataset } from './examples.ts';

const codes = (document: object): readonly string[] => {
  const checked = checkDataset(document, { agencies });
  return checked.outcome === 'valid' ? [] : checked.defects.map(({ code, path }) => `${code} ${path}`);
};

describe('the smallest group of a dataset', () => {
  it('belongs to conditional data', () => {
    expect(codes({ ...conditionalDataset, minGroup: 5 })).toEqual([]);
    expect(codes({ ...openDataset, minGroup: 5 })).toEqual(['min-group minGroup']);
    expect(codes({ ...withheldDataset, minGroup: 5 })).toEqual(['min-group minGroup']);
  });

  it.each([1, 0, 2.5, 1001, '5'])('is never %j', (minGroup) => {
    expect(codes({ ...conditionalDataset, minGroup })).toEqual([expect.stringMatching(/minGroup$/)]);
  });
});
