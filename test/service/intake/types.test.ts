/** Types inferred and declared: what is guessed, what stays text, what breaks a schema. */
import { describe, expect, test } from 'vitest';
import { csv, csvOf, field, prepare, refusal, typesOf } from './support.ts';

describe('a column without a declared type', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['whole numbers', 'n', 'integer', ['0', '-12', '123456789012345']],
    ['decimals', 'n', 'number', ['0.1', '-12', '1234567.25']],
    ['true and false', 'n', 'boolean', ['true', 'FALSE']],
    ['ISO days', 'n', 'date', ['2024-02-29', '1900-01-01']],
    ['moments', 'n', 'datetime', ['2024-02-29T08:00:00', '2024-03-01 09:30']],
    ['moments with an offset', 'n', 'datetime', ['2024-02-29T08:00:00Z', '2024-03-01T09:30:00+08:00']],
    ['points', 'n', 'geopoint', ['125.3245,43.8868', '126.56,43.84']],
    ['years under the name of a year', '统计年份', 'year', ['2020', '1999']],
    ['years under another name', 'n', 'integer', ['2020', '1999']],
    ['large numbers under the name of a year', '年份', 'integer', ['3020', '1999']],
    ['leading zeros', 'n', 'string', ['001', '123']],
    ['a plus sign', 'n', 'string', ['+86', '123']],
    ['sixteen digits', 'n', 'string', ['1234567890123456', '1']],
    ['more decimals than a double keeps', 'n', 'string', ['0.12345678901234567', '1']],
    ['what looks like 12 × 10⁵', 'n', 'string', ['12E5', '13E5']],
    ['days that do not exist', 'n', 'string', ['2023-02-29', '2023-01-01']],
    ['days written with slashes', 'n', 'string', ['2023/02/01', '2023/01/01']],
    ['moments with and without an offset', 'n', 'string', ['2024-02-29T08:00:00Z', '2024-03-01T09:30:00']],
    ['pairs of whole numbers', 'n', 'string', ['12,34', '15,20']],
    ['是 and 否', 'n', 'string', ['是', '否']],
    ['blanks around a number', 'n', 'string', [' 1', '2 ']],
    ['nothing at all', 'n', 'string', ['', '']],
  ];
  test.each(cases)('with %s', async (_, name, type, values) => {
    const version = await prepare(csv(`key,${name}\n${values.map((value) => `x,"${value}"\n`).join('')}`));
    expect(typesOf(version)).toBe(`key:string ${name}:${type}`);
    const unchanged = type === 'datetime' || type === 'boolean' ? [] : values.filter((value) => value !== '');
    for (const value of unchanged) expect(await csvOf(version)).toContain(value);
  });

  test('moments with an offset are published in UTC, others as they are', async () => {
    const content = 'a,b\n2024-03-01T08:00:00+08:00,2024-03-01 08:00\n';
    expect(await csvOf(await prepare(csv(content)))).toBe('a,b\n2024-03-01T00:00:00Z,2024-03-01T08:00:00\n');
  });

  test('is named after the header, made safe, and public', async () => {
    const version = await prepare(
      csv(' 单位 名称 ,2020年,a-b,a_b,!!\n1,2,3,4,5\n', {
        data: { path: 'data.csv', dialect: { header: true } },
      }),
    );
    expect(version.fields.map(({ name, title, sensitivity }) => [name, title, sensitivity])).toEqual([
      ['单位_名称', '单位 名称', 'public'],
      ['_2020年', '2020年', 'public'],
      ['a_b', 'a-b', 'public'],
      ['a_b_2', 'a_b', 'public'],
      ['column_5', '!!', 'public'],
    ]);
  });

  test('is judged by all rows, also by those far down', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => (at === 49_000 ? '1.5,,x' : `${at},,${at}`)).join(
      '\n',
    );
    const version = await prepare(csv(`a,b,c\n${rows}\n`));
    expect(typesOf(version)).toBe('a:number b:string c:string');
    expect(version.warnings).toEqual([
      {
        code: 'mixed-types',
        about: ['c'],
        count: 1,
        message: '1 of 50000 cells of "c" are not numbers, so the column stays text: row 49001 "x"',
      },
    ]);
    expect(version.quality?.validity).toBeCloseTo(1 - 1 / 150_000, 10);
  });

  test('that begins with thousands of empty cells still gets its type', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at},${at > 29_000 ? '2024-01-01' : ''}`).join(
      '\n',
    );
    expect(typesOf(await prepare(csv(`a,b\n${rows}\n`)))).toBe('a:integer b:date');
  });

  test('of codes with leading zeros is text without a remark', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `x,${at === 3 ? '007' : 100 + at}`).join('\n');
    const version = await prepare(csv(`a,code\n${rows}\n`));
    expect(typesOf(version)).toBe('a:string code:string');
    expect(version.warnings).toEqual([]);
  });
});

describe('a declared schema', () => {
  const fields = [
    field('id', 'integer', { title: '编号', constraints: { unique: true } }),
    field('name', 'string', {
      constraints: { required: true, minLength: 2, maxLength: 4, pattern: '[^0-9]+' },
    }),
    field('area', 'number', { constraints: { minimum: 0, maximum: 100 } }),
    field('kind', 'string', { constraints: { enum: ['市', '县'] } }),
    field('since', 'date', { constraints: { minimum: '1950-01-01' } }),
    field('open', 'boolean'),
    field('note', 'string', { sensitivity: 'internal', constraints: { maxLength: 3 } }),
  ];
  const header = '编号,name,area,kind,since,open,note\n';

  test('that is satisfied gives the declared types and names, in the declared order', async () => {
    const reordered =
      'note,open,since,kind,area,name,编号\n,是,1984-01-31,市,1e1,长春,1\nx,0,,县,,吉林市,2\n';
    const version = await prepare(csv(reordered, { fields }));
    expect(version.fields).toEqual(fields);
    expect(await csvOf(version)).toBe(
      'id,name,area,kind,since,open,note\n1,长春,1e1,市,1984-01-31,true,\n2,吉林市,,县,,false,x\n',
    );
  });

  test('that is broken is told cell by cell, with row, column, value and rule', async () => {
    const rows = [
      '1,长春,1,市,1984-01-31,true,abc',
      '1,x,-1,区,1949-12-31,maybe,abcd',
      'x,,101,市,1984-02-30,1,',
      '2,12345,1.x,市,,0,',
    ];
    const result = await refusal(csv(`${header}${rows.join('\n')}\n`, { fields }));
    expect(result.violationCounts).toEqual({
      'id: integer of at most 15 digits, without leading zeros or +': 1,
      'id: unique': 1,
      'name: required': 1,
      'name: minLength 2': 1,
      'name: maxLength 4': 1,
      'name: pattern [^0-9]+': 1,
      'area: decimal number that a double keeps without loss': 1,
      'area: minimum 0': 1,
      'area: maximum 100': 1,
      'kind: enum 市, 县': 1,
      'since: date as YYYY-MM-DD': 1,
      'since: minimum 1950-01-01': 1,
      'open: boolean: true/false, 1/0, 是/否, yes/no': 1,
      'note: maxLength 3': 1,
    });
    expect(result.defects).toMatchObject([{ code: 'schema-violated', path: 'fields' }]);
    expect(result.violations).toContainEqual({ row: 2, column: 'kind', value: '区', rule: 'enum 市, 县' });
    expect(result.violations).toContainEqual({
      row: 2,
      column: 'id',
      value: '1',
      rule: 'unique: repeats row 1',
    });
    expect(result.violations).toContainEqual({ row: 2, column: 'note', value: 'a***', rule: 'maxLength 3' });
    expect(result.violations.map(({ row }) => row)).toEqual([2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4]);
  });

  test('broken in thousands of rows is counted throughout and shown for the first hundred', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => (at % 2 === 0 ? 'x' : at)).join('\n');
    const result = await refusal(csv(`n\n${rows}\n`, { fields: [field('n', 'integer')] }));
    expect(Object.values(result.violationCounts)).toEqual([2500]);
    expect(result.violations).toHaveLength(100);
    expect(result.violations.at(-1)?.row).toBe(199);
  });

  test('shows at most eighty characters of a value', async () => {
    const result = await refusal(csv(`n\n${'x'.repeat(500)}\n`, { fields: [field('n', 'integer')] }));
    expect(result.violations[0]?.value).toHaveLength(80);
  });

  test('a primary key is neither empty nor repeated', async () => {
    const keyed = { fields: [field('a', 'string'), field('b', 'string')], primaryKey: ['a', 'b'] };
    const result = await refusal(csv('a,b\n1,x\n1,y\n,z\n1,x\n1,x\n', keyed));
    expect(result.violationCounts).toEqual({ 'a: primary key not empty': 1, 'a, b: primary key unique': 2 });
    expect(result.violations).toEqual([
      { row: 3, column: 'a', value: '', rule: 'primary key not empty' },
      { row: 4, column: 'a, b', value: '1, x', rule: 'primary key unique: repeats row 1' },
      { row: 5, column: 'a, b', value: '1, x', rule: 'primary key unique: repeats row 1' },
    ]);
  });

  test('declared text keeps its zeros, and declared years and numbers are checked as such', async () => {
    const declared = [field('code', 'string'), field('y', 'year'), field('v', 'number')];
    const version = await prepare(csv('code,y,v\n007,0900,1.0\n', { fields: declared }));
    expect(await csvOf(version)).toBe('code,y,v\n007,0900,1.0\n');
    expect(version.sample).toEqual([{ code: '007', y: 900, v: 1 }]);
  });

  test('a moment with an offset among others without breaks the schema', async () => {
    const content = 't\n2024-01-01T00:00:00\n2024-01-02T00:00:00\n2024-01-03T00:00:00Z\n';
    const result = await refusal(csv(content, { fields: [field('t', 'datetime')] }));
    expect(result.violations.map(({ row }) => row)).toEqual([3]);
  });

  test('a pattern that RE2 does not know is told before any row', async () => {
    const fields = [field('a', 'string', { constraints: { pattern: '(?<=x)y' } })];
    const { defects } = await refusal(csv('a\n1\n', { fields }));
    expect(defects).toMatchObject([{ code: 'invalid-pattern', path: 'fields.a.constraints.pattern' }]);
  });
});

describe('the quality report', () => {
  test('tells completeness, uniqueness and what each field holds', async () => {
    const version = await prepare(csv('a,b,c\n1,x,2020-01-02\n1,x,2020-01-02\n3,,2020-01-01\n'));
    expect(version.quality).toEqual({
      rows: 3,
      completeness: 8 / 9,
      validity: 1,
      uniqueness: 2 / 3,
      fields: [
        { name: 'a', filled: 3, distinct: 2, minimum: 1, maximum: 3 },
        { name: 'b', filled: 2, distinct: 1 },
        { name: 'c', filled: 3, distinct: 2, minimum: '2020-01-01', maximum: '2020-01-02' },
      ],
      warnings: [],
    });
  });

  test('keeps the extremes of columns that are not public to itself', async () => {
    const fields = [field('pay', 'integer', { sensitivity: 'internal' })];
    const version = await prepare(csv('pay\n1\n2\n', { fields }));
    expect(version.quality?.fields).toEqual([{ name: 'pay', filled: 2, distinct: 2 }]);
  });

  test('warns of cells that a spreadsheet would run, and publishes them unaltered', async () => {
    const version = await prepare(csv('a,b\n=1+1,-5\n"@SUM(A1)",+3.5\nx,-\n'));
    expect(version.warnings).toEqual([
      { code: 'formula-like-cells', about: ['a'], count: 2, message: expect.stringContaining('rows 1, 2') },
    ]);
    expect(version.quality?.warnings).toEqual(version.warnings);
    expect(await csvOf(version)).toContain('=1+1,-5\n@SUM(A1),+3.5\n');
  });
});
