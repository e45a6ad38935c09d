/** Every bad cell is told with its place; hostile files are refused. */
import { Buffer } from 'node:buffer';
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { datasetDefectCodes } from '../../../functions/domain/dataset-rules.ts';
import type { Column } from '../../../functions/service/national-record/columns.ts';
import { fieldColumns, resourceColumns } from '../../../functions/service/national-record/columns.ts';
import { chineseDefects } from '../../../functions/service/national-record/reading/chinese.ts';
import { headerOf, itemKey } from '../../../functions/service/national-record/sheets.ts';
import { vocabularies } from '../../../functions/service/national-record/vocabularies.ts';
import { agencies, fileOf, openDirectory, read, workbookOf } from './importing.ts';

const directory = openDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const [agency] = agencies;
/** An entry that holds, by label. */
const sound: Readonly<Record<string, string>> = {
  信息资源名称: '吉林省大中型水库',
  信息资源代码: '307008006/3',
  信息资源提供方: agency?.name ?? '',
  信息资源摘要: '水库的名称、所在县、库容和坝高。'.padEnd(60, '。'),
  共享类型: '无条件共享',
  开放类别: '无条件开放',
  更新周期: '每年',
  发布日期: '2026/3/1',
  主题: '生态环境保护',
  标签: '水库; 水利',
  来源方式: '自行采集',
  数据级别: '一般',
  更新日期: '2026年3月10日',
  空间范围代码: '220000',
  空间范围: '吉林省',
};
const item: Readonly<Record<string, string>> = {
  信息资源代码: '307008006/3',
  信息项名称: '库容',
  数据类型: 'n',
  字段名: 'capacity',
  敏感程度: '公开',
};

type Row = Readonly<Record<string, string>>;
const rowsOf = (columns: readonly Column[], rows: readonly Row[]) => [
  columns.map(headerOf),
  ...rows.map((row) => columns.map(({ label }) => row[label] ?? null)),
];
const book = (resources: readonly Row[], items: readonly Row[]) =>
  workbookOf(directory, {
    信息资源: rowsOf(resourceColumns, resources),
    信息项: rowsOf([itemKey, ...fieldColumns], items),
  });

/** `A`, `B`, … of a header. */
function letters(columns: readonly Column[], label: string): string {
  const at = columns.findIndex((column) => column.label === label);
  return (at < 26 ? '' : String.fromCharCode(64 + Math.floor(at / 26))) + String.fromCharCode(65 + (at % 26));
}
const resource = (label: string, row: number) => `信息资源!${letters(resourceColumns, label)}${row}`;
const field = (label: string, row: number) => `信息项!${letters([itemKey, ...fieldColumns], label)}${row}`;

const told = async (path: string) => (await read(path)).faults.map(({ at, code }) => [at, code]);

describe('a workbook that people filled in', () => {
  it('is read with what the platform knows filled in, days and types as people write them', async () => {
    const { faults, descriptors } = await read(await book([sound], [item]));
    expect(faults).toEqual([]);
    expect(descriptors).toMatchObject([
      {
        id: '307008006-3',
        isWithoutData: true,
        document: {
          publisher: agency?.id,
          responsibleDepartment: agency?.responsibleDepartment,
          contact: agency?.contact,
          issued: '2026-03-01',
          modified: '2026-03-10',
          theme: '211',
          keywords: ['水库', '水利'],
          dataLevel: 'general',
          fields: [{ name: 'capacity', title: '库容', type: 'number', sensitivity: 'public' }],
        },
      },
    ]);
  });

  it('has every bad cell told, with sheet, column and row', async () => {
    const bad = {
      ...sound,
      信息资源分类: '主题信息资源',
      信息资源提供方代码: '123',
      信息资源摘要: '太短',
      共享类型: '随便',
      是否向社会开放: '否',
      开放类别情形: '涉及个人隐私',
      发布日期: '去年',
      数据级别: '核心数据',
      来源方式: '',
      复核日期: '2026-02-30',
      联系电话: '13912345678',
      数据集标识: '水库',
      示例数据: '也许',
      最小汇总行数: '两行',
      标签: ['a'.repeat(41), 'b'].join('；'),
    };
    const badItems = [
      { ...item, 数据类型: 'G' },
      { ...item, 字段名: '1 a', 敏感程度: '' },
      { ...item, 字段名: 'x', 数据类型: '日期型', 平台类型: '文本' },
      { ...item, 字段名: 'y', 最小值: '很小', 数据长度: '8' },
      { ...item, 信息资源代码: '307008006/9' },
    ];
    const { faults, descriptors } = await read(await book([bad, { ...sound, 更新日期: '' }], badItems));
    expect(descriptors).toEqual([]);
    expect(new Set(faults.map(({ at, code }) => `${at} ${code}`))).toEqual(
      new Set([
        `${resource('信息资源分类', 2)} contradiction`,
        `${resource('信息资源提供方代码', 2)} unknown-agency`,
        `${resource('信息资源摘要', 2)} not-allowed`,
        `${resource('共享类型', 2)} unknown-word`,
        `${resource('是否向社会开放', 2)} contradiction`,
        `${resource('开放类别情形', 2)} unconditional-restricted`,
        `${resource('发布日期', 2)} not-a-day`,
        `${resource('数据级别', 2)} data-level-not-open`,
        `${resource('来源方式', 2)} missing`,
        `${resource('复核日期', 2)} date-unreal`,
        `${resource('联系电话', 2)} contact-private`,
        `${resource('数据集标识', 2)} not-allowed`,
        `${resource('示例数据', 2)} not-yes-or-no`,
        `${resource('最小汇总行数', 2)} not-a-whole-number`,
        `${resource('标签', 2)} not-allowed`,
        `${resource('更新日期', 3)} missing`,
        `${resource('信息资源代码', 3)} repeated`,
        ...[2, 3].map(() => `${field('数据类型', 2)} unknown-word`),
        `${field('字段名', 3)} not-allowed`,
        `${field('敏感程度', 3)} missing`,
        `${field('数据类型', 4)} contradiction`,
        `${field('最小值', 5)} constraint-bounds`,
        `${field('数据长度', 5)} constraint-lengths`,
        `${field('信息资源代码', 6)} unknown-resource`,
      ]),
    );
    for (const { zh, en } of faults)
      expect([zh, en]).toEqual([expect.stringMatching(/[\u4e00-\u9fff]/), expect.stringMatching(/[a-z]/)]);
  });

  it('has sheets and headers that must be there', async () => {
    expect(await told(await workbookOf(directory, { 数据: [['a', 'b']] }))).toEqual([
      ['信息资源', 'missing-sheet'],
      ['信息项', 'missing-sheet'],
    ]);
    const [header = [], ...rows] = rowsOf(resourceColumns, [sound]);
    const renamed = header.map((label) =>
      label === '开放类别*' ? '开放类型' : label === '备注' ? '标签' : label,
    );
    const titled = await workbookOf(directory, {
      信息资源: [['2026 年目录'], renamed, ...rows],
      信息项: rowsOf([itemKey, ...fieldColumns], []),
    });
    expect(await told(titled)).toEqual(
      expect.arrayContaining([
        [`信息资源!${letters(resourceColumns, '开放类别')}2`, 'unknown-column'],
        [`信息资源!${letters(resourceColumns, '备注')}2`, 'repeated-column'],
        ['信息资源!2', 'missing-column'],
      ]),
    );
  });
});

describe('a file that does harm', () => {
  const xml = (text: string): string => {
    const path = fileOf(directory, 'xml');
    writeFileSync(path, text);
    return path;
  };
  it.each([
    ['a document type', '<!DOCTYPE catalogue [<!ENTITY a "b">]><catalogue><resources/></catalogue>'],
    ['an entity', '<catalogue><provider>&xxe;</provider><resources/></catalogue>'],
    ['elements without end', `${'<a>'.repeat(100_000)}`],
    ['two roots', '<resource/><resource/>'],
    ['what is not closed', '<catalogue><resources>'],
    ['no XML', '\u0000\u0001'],
    ['nothing', ''],
  ])('is refused as XML: %s', async (_, text) => {
    const { records, faults } = await read(xml(text));
    expect([records, faults.map(({ code }) => code)]).toEqual([0, ['unreadable']]);
  });

  it('tells what no column takes, by its path', async () => {
    expect(
      await told(
        xml('<resource><titel>a</titel><title>b</title><title>c</title><code><x/></code></resource>'),
      ),
    ).toEqual(
      expect.arrayContaining([
        ['/resource/titel', 'unknown-member'],
        ['/resource/title', 'wrong-shape'],
        ['/resource/openness/class', 'missing'],
      ]),
    );
    const json = fileOf(directory, 'json');
    writeFileSync(json, JSON.stringify({ resources: [{ title: { a: 1 }, fields: 'x', __proto__x: 1 }, 7] }));
    expect(await told(json)).toEqual(
      expect.arrayContaining([
        ['resources[0].title', 'wrong-shape'],
        ['resources[0].fields', 'wrong-shape'],
        ['resources[0].__proto__x', 'unknown-member'],
        ['resources[1]', 'wrong-shape'],
      ]),
    );
    for (const text of ['{', '[]', 'null', '"a"', Buffer.from([0xff, 0xfe])]) {
      writeFileSync(json, text);
      expect((await read(json)).faults.length).toBeGreaterThan(0);
    }
  });

  it('is refused as a workbook', async () => {
    const path = fileOf(directory, 'xlsx');
    writeFileSync(path, 'PK\u0003\u0004 no archive');
    expect(await told(path)).toEqual([[path.split('/').at(-1), 'unreadable']]);
  });
});

describe('the table of columns', () => {
  it('names vocabularies that exist, and every header once', () => {
    for (const columns of [resourceColumns, fieldColumns]) {
      for (const { kind } of columns)
        if (kind.is === 'word' || kind.is === 'words') expect(vocabularies).toHaveProperty(kind.of);
      expect(new Set(columns.map(({ label }) => label)).size).toBe(columns.length);
    }
  });

  it('has Chinese words for whatever the rules can say', () => {
    expect(Object.keys(chineseDefects).sort()).toEqual(datasetDefectCodes);
  });
});
