import { describe, expect, it } from 'vitest';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import { publicView } from '../../functions/domain/is-public.ts';
import { accessText } from '../../functions/service/document/words.ts';
import { guide } from './application-given.ts';
import { agencies, conditionalDataset, openDataset, version, withheldDataset } from './examples.ts';

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

  it('leaves no remark that quotes cells in what the public sees', () => {
    const warnings = [
      { code: 'mixed-types', message: '1 of 9 cells: row 3 "张三"', about: ['value'], count: 1 },
      { code: 'blank-rows', message: '1 blank row was left out.', count: 1 },
    ] as const;
    const { quality, ...rest } = version(1);
    const made = { ...rest, quality: quality && { ...quality, warnings } };
    const entry = { dataset: { ...conditionalDataset, minGroup: 5 }, versions: [made], flags: [] };
    const times = { firstPublished: made.issued, lastPublished: made.issued };
    const [shown] = publicView({ ...entry, ...times, status: 'published' }).versions;
    expect(shown?.quality?.warnings.map(({ code }) => code)).toEqual(['blank-rows']);
  });

  it('is told in what is signed: neither rows nor files', () => {
    expect(accessText(['records', 'export'], { ...guide, minGroup: 5 })).toBe(
      '通过接口查询分组统计结果；通过接口导出分组统计结果；不足5行的分组不予提供，不提供逐行数据和数据文件',
    );
    expect(accessText(['records'], guide)).toBe('通过接口按条件查询');
    expect(accessText(['export'], { fields: [] })).toBe('凭访问密钥下载数据文件');
  });

  it.each([1, 0, 2.5, 1001, '5'])('is never %j', (minGroup) => {
    expect(codes({ ...conditionalDataset, minGroup })).toEqual([expect.stringMatching(/minGroup$/)]);
  });
});
