import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { describe, expect, test } from 'vitest';
import { csv, csvOf, namesOf, pathOf, prepare, run, textOf, typesOf } from './support.ts';

const towns = `编号,名称,面积,人口,撤销,设立日期,更新时间,坐标
001,"净月, 镇",12.50,20000,false,1984-01-31,2025-01-02 08:30,"125.4501,43.7801"
002,"他说""好""",,,true,,,
003,"两
行",0.1,-3,,1900-01-01,2025-01-02T08:30:05.25,"125.4502,43.7802"
`;

describe('the files of a version', () => {
  test('are CSV, JSON Lines, XLSX, Parquet, the original and the reports, and the checksums match', async () => {
    const version = await prepare(csv(towns));
    expect(namesOf(version)).toEqual([
      'towns.csv',
      'towns.jsonl',
      'towns.xlsx',
      'towns.parquet',
      'original-data.csv',
      'quality.json',
      'SHA256SUMS',
    ]);
    expect(typesOf(version)).toBe(
      '编号:string 名称:string 面积:number 人口:integer 撤销:boolean 设立日期:date 更新时间:datetime 坐标:geopoint',
    );
    const sums = await textOf(version, 'SHA256SUMS');
    for (const { path, distribution } of version.files) {
      const bytes = await readFile(path);
      expect(distribution.bytes).toBe(bytes.length);
      expect(distribution.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      if (distribution.name !== 'SHA256SUMS')
        expect(sums).toContain(`${distribution.sha256}  ${distribution.name}\n`);
    }
  });

  test('CSV is UTF-8 without a mark, with LF, quoted only where needed, numbers as they were delivered', async () => {
    expect(await csvOf(await prepare(csv(towns)))).toBe(`编号,名称,面积,人口,撤销,设立日期,更新时间,坐标
001,"净月, 镇",12.50,20000,false,1984-01-31,2025-01-02T08:30:00,"125.4501,43.7801"
002,"他说""好""",,,true,,,
003,"两
行",0.1,-3,,1900-01-01,2025-01-02T08:30:05.25,"125.4502,43.7802"
`);
  });

  test('JSON Lines has typed numbers and booleans, ISO dates and null for what is empty', async () => {
    const lines = (await textOf(await prepare(csv(towns)), 'towns.jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        编号: '001',
        名称: '净月, 镇',
        面积: 12.5,
        人口: 20000,
        撤销: false,
        设立日期: '1984-01-31',
        更新时间: '2025-01-02T08:30:00',
        坐标: '125.4501,43.7801',
      },
      {
        编号: '002',
        名称: '他说"好"',
        面积: null,
        人口: null,
        撤销: true,
        设立日期: null,
        更新时间: null,
        坐标: null,
      },
      {
        编号: '003',
        名称: '两\n行',
        面积: 0.1,
        人口: -3,
        撤销: null,
        设立日期: '1900-01-01',
        更新时间: '2025-01-02T08:30:05.25',
        坐标: '125.4502,43.7802',
      },
    ]);
  });

  test('Parquet is typed and can be read by the reader of the portal', async () => {
    const file = await asyncBufferFromFile(pathOf(await prepare(csv(towns)), 'towns.parquet'));
    const rows = await parquetReadObjects({ file, compressors });
    expect(rows[0]).toEqual({
      编号: '001',
      名称: '净月, 镇',
      面积: 12.5,
      人口: 20000n,
      撤销: false,
      设立日期: new Date('1984-01-31T00:00:00Z'),
      更新时间: new Date('2025-01-02T08:30:00Z'),
      坐标: '125.4501,43.7801',
    });
    expect(rows).toHaveLength(3);
  });

  test('XLSX holds the same table: read back, it has the same content', async () => {
    const version = await prepare(csv(towns));
    const workbook = await readFile(pathOf(version, 'towns.xlsx'));
    const again = await prepare({
      files: { 'towns.xlsx': workbook },
      descriptor: { fields: [...version.fields] },
    });
    expect(again.sample).toEqual(version.sample);
  });

  test('the original is untouched, byte for byte', async () => {
    const version = await prepare(csv(`\ufeff${towns.replaceAll('\n', '\r\n')}`));
    expect(await textOf(version, 'original-data.csv')).toBe(`\ufeff${towns.replaceAll('\n', '\r\n')}`);
  });

  test('are the same bytes every time, also when threads share the reading', async () => {
    const rows = Array.from(
      { length: 120_000 },
      (_, at) => `${at},"name, ${at % 977}",${(at * 7919) % 1000}.5`,
    );
    const content = `id,name,value\n${rows.join('\n')}\n`;
    const [first, second] = [await prepare(csv(content)), await prepare(csv(content))];
    expect(second.files.map(({ distribution }) => distribution)).toEqual(
      first.files.map(({ distribution }) => distribution),
    );
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(pathOf(first, 'towns.parquet')));
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([40_960, 40_960, 38_080]);
  });

  test('the sample is the first twenty rows, without columns that are not public', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `${at},secret ${at}`).join('\n');
    const version = await prepare(
      csv(`a,b\n${rows}\n`, {
        openness: { class: 'conditional' },
        fields: [
          { name: 'a', title: 'a', type: 'integer', sensitivity: 'public' },
          { name: 'b', title: 'b', type: 'string', sensitivity: 'personal' },
        ],
      }),
    );
    expect(version.sample).toHaveLength(20);
    expect(version.sample[19]).toEqual({ a: 19, b: null });
  });

  test('a table too large for a sheet has no XLSX', async () => {
    const rows = Array.from({ length: 200_001 }, (_, at) => at).join('\n');
    expect(namesOf(await prepare(csv(`n\n${rows}\n`)))).not.toContain('towns.xlsx');
  });

  test('a text longer than a cell of a sheet keeps the table out of XLSX, not out of the rest', async () => {
    const version = await prepare(csv(`a,b\n1,${'x'.repeat(32_768)}\n`));
    expect(namesOf(version)).toEqual(expect.arrayContaining(['towns.csv', 'towns.parquet']));
    expect(namesOf(version)).not.toContain('towns.xlsx');
  });

  test('a very wide table comes out the same, JSON Lines included', async () => {
    const names = Array.from({ length: 620 }, (_, at) => `c${at}`);
    const rows = Array.from({ length: 3 }, (_, row) =>
      names.map((_, at) => (at === 5 ? '"x ""y"", 是"' : at % 7 === 0 ? '' : `${row * at}`)).join(','),
    );
    const version = await prepare(csv(`${names.join(',')}\n${rows.join('\n')}\n`));
    const lines = (await textOf(version, 'towns.jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(version.sample);
    expect(version.sample[2]).toMatchObject({ c0: null, c1: 2, c5: 'x "y", 是', c619: 1238 });
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(names);
  });

  test('an empty cell of a table with one column stays a row', async () => {
    const version = await prepare(csv('a\n1\n""\n2\n'));
    expect(version.rows).toBe(3);
    const again = await prepare(csv(await csvOf(version)));
    expect(again.rows).toBe(3);
    expect(await csvOf(again)).toBe(await csvOf(version));
  });
});

describe('files published as they are', () => {
  test('an unknown file has no table, only itself', async () => {
    const version = await prepare({ files: { 'map.pdf': '%PDF-1.7 x' } });
    expect(namesOf(version)).toEqual(['original-map.pdf', 'SHA256SUMS']);
    expect(version).toMatchObject({ rows: null, fields: [], quality: null, sample: [] });
    expect(version.files[0]?.distribution).toMatchObject({
      format: 'PDF',
      mediaType: 'application/pdf',
      role: 'original',
    });
  });

  test('attachments come beside the table, with their title', async () => {
    const version = await prepare({
      files: { 'data.csv': 'a\n1\n', '说明.md': '# 说明' },
      descriptor: { attachments: [{ path: '说明.md', title: '填报说明' }] },
    });
    const found = version.files.find(({ distribution }) => distribution.name === '说明.md');
    expect(found?.distribution).toMatchObject({
      role: 'attachment',
      title: '填报说明',
      mediaType: 'text/markdown',
    });
  });

  test('generated data has no original', async () => {
    const version = await prepare({
      descriptor: { data: { generate: 'numbers', rows: 3, seed: 7 } },
      generators: {
        numbers: async ({ rows, seed, path }) => {
          await writeFile(
            path,
            `n,seed\n${Array.from({ length: rows }, (_, at) => `${at},${seed}`).join('\n')}\n`,
          );
        },
      },
    });
    expect(await csvOf(version)).toBe('n,seed\n0,7\n1,7\n2,7\n');
    expect(namesOf(version).some((name) => name.startsWith('original'))).toBe(false);
  });
});

describe('unchanged content', () => {
  const previous = async (content: string) => {
    const version = await prepare(csv(content));
    return { number: 1, contentHash: version.contentHash, fields: version.fields };
  };

  test('makes no new version, whatever the metadata', async () => {
    const before = await previous('a,b\n1,x\n');
    const again = await run({ ...csv('a,b\n1,x\n', { title: '另一个名称' }), previous: before });
    expect(again).toEqual({ outcome: 'unchanged', findings: [] });
  });

  test('an original of other bytes makes one, even with the same table: the original is published too', async () => {
    const before = await previous('a,b\n1,x\n');
    const again = await run({ ...csv('\ufeff"a";"b"\r\n"1";"x"\r\n'), previous: before });
    expect(again.outcome).toBe('prepared');
  });

  test.each([
    ['a value', 'a,b\n1,y\n'],
    ['a type', 'a,b\n1.5,x\n'],
    ['a name', 'a,c\n1,x\n'],
    ['the order of rows', 'a,b\n2,x\n1,x\n'],
  ])('%s that changes makes one', async (_, content) => {
    expect((await run({ ...csv(content), previous: await previous('a,b\n1,x\n') })).outcome).toBe('prepared');
  });

  test('is scanned for personal data all the same, because its class may have changed', async () => {
    const content = 'a,备注\n1,电话13844001234\n';
    const again = await run({ ...csv(content), previous: await previous(content) });
    expect(again).toMatchObject({ outcome: 'unchanged', findings: [{ kind: 'mobile-number', cells: 1 }] });
  });

  test('an attachment that changes makes one', async () => {
    const files = { 'data.csv': 'a\n1\n', 'note.txt': 'one' };
    const descriptor = { data: { path: 'data.csv' }, attachments: [{ path: 'note.txt' }] };
    const { contentHash, fields } = await prepare({ files, descriptor });
    const before = { number: 1, contentHash, fields };
    expect((await run({ files, descriptor, previous: before })).outcome).toBe('unchanged');
    const changed = { ...files, 'note.txt': 'two' };
    expect((await run({ files: changed, descriptor, previous: before })).outcome).toBe('prepared');
  });
});

test('progress goes from 0 up to 1, step by step', async () => {
  const steps: number[] = [];
  await prepare({ ...csv('a\n1\n'), onProgress: (done) => steps.push(done) });
  expect(steps[0]).toBe(0);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.at(-1)).toBeLessThanOrEqual(1);
});

test('a file name with the signs of a pattern is taken as it stands', async () => {
  const version = await prepare({ files: { 'data [1]*.csv': 'a\n1\n', 'data [1]x.csv': 'a\n2\n' } });
  expect(await csvOf(version)).toBe('a\n1\n');
});
