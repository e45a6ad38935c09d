/** Encodings, dialects and structure: the same table comes out of every way to write it. */
import { describe, expect, test } from 'vitest';
import { csv, csvOf, field, prepare } from './support.ts';

const table = '编号,名称,备注\n1,长春市,"a, b"\n2,吉林市,"两\n行"\n3,四平市,\n';
const gb18030 = Buffer.from(
  'b1e0bac52cc3fbb3c62cb1b8d7a20a312cb3a4b4bacad02c22612c2062220a322cbcaac1d6cad02c22c1bd0ad0d0220a332ccbc4c6bdcad02c0a',
  'hex',
);
const utf16le = Buffer.from(table, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
    ['GB18030', gb18030, 'gb18030'],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le]), 'utf-16le'],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), 'utf-16be'],
    ['UTF-16 LE without', utf16le, 'utf-16le'],
    ['UTF-16 BE without', utf16be, 'utf-16be'],
  ])('%s is detected, told, and gives the same table', async (_, bytes, encoding) => {
    const version = await prepare(csv(bytes));
    expect(await csvOf(version)).toBe(table);
    expect(version.source).toEqual({ format: 'csv', encoding, delimiter: ',' });
  });

  test('what the descriptor says decides', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0xc4, 0xa3, 0x0a]); // 模 in GB18030, ģ in UTF-8
    expect(await csvOf(await prepare(csv(bytes)))).toBe('a\nģ\n');
    const declared = csv(bytes, { data: { path: 'data.csv', encoding: 'gb18030' } });
    expect(await csvOf(await prepare(declared))).toBe('a\n模\n');
  });

  test('a long GB18030 file is transcoded across the blocks it is read in', async () => {
    const line = Buffer.from('b3a4b4bacad02c31', 'hex'); // 长春市,1
    const rows = 200_000;
    const body = Buffer.alloc((line.length + 1) * rows, Buffer.concat([line, Buffer.from('\n')]));
    const version = await prepare(csv(Buffer.concat([Buffer.from('a,b\n'), body])));
    expect(version.rows).toBe(rows);
    expect(version.quality?.fields.map(({ distinct }) => distinct)).toEqual([1, 1]);
  });
});

describe('dialects', () => {
  const rows = [
    ['a', 'b', 'c'],
    ['1', 'x y', '2.5'],
    ['2', 'p:q', ''],
    ['3', 'it, is; so', '7'],
  ];
  const written = (delimiter: string, quote = '"', newline = '\n') =>
    rows
      .map((row) => row.map((cell) => (cell.includes(' ') ? quote + cell + quote : cell)).join(delimiter))
      .join(newline) + newline;
  const expected = 'a,b,c\n1,x y,2.5\n2,p:q,\n3,"it, is; so",7\n';

  test.each([
    ['a comma', written(','), ','],
    ['a tab', written('\t'), '\t'],
    ['a semicolon', written(';'), ';'],
    ['a bar', written('|'), '|'],
    ['a caret', written('^'), '^'],
    ['a control sign', written('\u0001'), '\u0001'],
    ['a wide comma', written('，'), '，'],
  ])('%s between cells is detected', async (_, content, delimiter) => {
    const version = await prepare(csv(content));
    expect(version.source?.delimiter).toBe(delimiter);
    expect(await csvOf(version)).toBe(expected);
  });

  test.each([
    ['CRLF', written(',', '"', '\r\n')],
    ['CR', written(',', '"', '\r')],
    ['different line breaks', written(',').replace('\n', '\r\n')],
    ['single quotes', written(',', "'")],
    ['no break at the end', written(',').trimEnd()],
    ['blank lines between and above', `\n\n${written(',').replace('2,p:q', '\n\n2,p:q')}\n`],
    ['a blank before a quote', written(',').replace('"x y"', ' "x y"')],
  ])('%s change nothing', async (_, content) => {
    expect(await csvOf(await prepare(csv(content)))).toBe(expected);
  });

  test('TSV is read by its tabs even when commas would fit', async () => {
    const version = await prepare({ files: { 'data.tsv': 'a,b\tc,d\n1,2\t3,4\n' } });
    expect(await csvOf(version)).toBe('a_b,c_d\n"1,2","3,4"\n');
  });

  test('any delimiter and quote can be declared', async () => {
    const dialect = { delimiter: '§', quote: '*' };
    const version = await prepare(csv('a§b\n*1§2*§3\n', { data: { path: 'data.csv', dialect } }));
    expect(await csvOf(version)).toBe('a,b\n1§2,3\n');
  });

  test('a quote within a cell is a sign like any other', async () => {
    expect(await csvOf(await prepare(csv('a,b\n5" pipe,x\n')))).toBe('a,b\n"5"" pipe",x\n');
  });

  test('a table without a header takes its names from the declared fields', async () => {
    const data = { path: 'data.csv', dialect: { header: false } };
    const fields = [field('id', 'integer'), field('name', 'string')];
    const version = await prepare(csv('1,x\n2,y\n', { data, fields }));
    expect(await csvOf(version)).toBe('id,name\n1,x\n2,y\n');
    expect(version.rows).toBe(2);
    const unnamed = await prepare(csv('1,x\n2,y\n', { data }));
    expect(await csvOf(unnamed)).toBe('column_1,column_2\n1,x\n2,y\n');
  });

  test('values that say NULL or begin with # are values', async () => {
    expect(await csvOf(await prepare(csv('a,b\nNULL,null\n#1,NA\n')))).toBe('a,b\nNULL,null\n"#1",NA\n');
  });
});

describe('a table read in parallel', () => {
  test('keeps every row and its place, with line breaks in quotes all over', async () => {
    const count = 60_000;
    const cell = (at: number) =>
      at % 3 === 0 ? `"x\n${'y,'.repeat(at % 40)}""${at}"` : `plain ${at} ${'z'.repeat(at % 50)}`;
    const content = `id,text\n${Array.from({ length: count }, (_, at) => `${at},${cell(at)}`).join('\n')}\n`;
    const version = await prepare(csv(content));
    expect(version.rows).toBe(count);
    const [header, ...ids] = (await csvOf(version)).match(/^(?:id|\d+)(?=,)/gm) ?? [];
    expect(header).toBe('id');
    expect(ids.filter((id, at) => Number(id) !== at)).toEqual([]);
  });
});
