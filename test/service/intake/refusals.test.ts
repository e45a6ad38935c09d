/** Bad input: each kind has a clear answer, with its place and what to do. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { intake } from '../../../functions/service/intake/intake.ts';
import { csv, dataset, defectsOf, field, type Run, refusal, temporaryDirectory } from './support.ts';

const fields = [field('id', 'integer', { title: '编号' }), field('name', 'string', { title: '名称' })];

describe('a table that cannot be read', () => {
  test.each<[string, Run, string[]]>([
    ['an empty file', csv(''), ['empty-file @ data.csv']],
    ['blank lines only', csv('\n \n\n'), ['empty-file @ data.csv']],
    ['a header without rows', csv('a,b\n'), ['no-rows @ data.csv']],
    ['a repeated header', csv('a,b,A\n1,2,3\n'), ['duplicate-header @ data.csv, header']],
    ['an empty header', csv('a,,c\n1,2,3\n'), ['empty-header @ data.csv, header']],
    [
      'a header that is data',
      csv('1,2020-01-01\n2,2020-01-02\n'),
      ['header-looks-like-data @ data.csv, line 1'],
    ],
    ['a row too short', csv('a,b\n1,2\n3\n'), ['ragged-row @ data.csv, line 3']],
    ['a row too long', csv('a,b\n1,2,3\n'), ['ragged-row @ data.csv, line 2']],
    ['a quote never closed', csv('a,b\n1,"2\n3,4\n'), ['unterminated-quote @ data.csv, line 2']],
    ['a header quote never closed', csv('"a,b\n1,2\n'), ['unterminated-quote @ data.csv, line 1']],
    ['text after a quote', csv('a,b\n"1"x,2\n'), ['text-after-quote @ data.csv, line 2']],
    ['a NUL', csv('a,b\n1,2\n3,\u00004\n'), ['nul-byte @ data.csv, line 3']],
    [
      'bytes that are not UTF-8',
      csv(Buffer.concat([Buffer.from('名称\n长春\n吉林\n四'), Buffer.from([0xff]), Buffer.from('平\n')])),
      ['invalid-byte-sequence @ data.csv, line 4'],
    ],
    [
      'bytes that are not GB18030',
      csv(Buffer.from([0x61, 0x0a, 0xd6, 0xd0, 0x0a, 0xff, 0xff, 0x0a])),
      ['invalid-byte-sequence @ data.csv, line 3'],
    ],
    [
      'a false encoding',
      csv(Buffer.from([0x61, 0x0a, 0xd6, 0xd0, 0x0a]), { data: { path: 'data.csv', encoding: 'utf-8' } }),
      ['invalid-byte-sequence @ data.csv, line 2'],
    ],
    [
      'half a UTF-16 sign',
      csv(Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00, 0x62])),
      ['invalid-byte-sequence @ data.csv, line 2'],
    ],
    ['a record of megabytes', csv(`a,b\n1,${'x'.repeat(2_000_001)}\n`), ['line-too-long @ data.csv, line 2']],
    ['a ZIP called CSV', csv(Buffer.from('504b0304140000', 'hex')), ['format-mismatch @ data.csv']],
    ['a CSV called XLSX', { files: { 'data.xlsx': 'a,b\n1,2\n' } }, ['format-mismatch @ data.xlsx']],
    [
      'an old Excel file',
      { files: { 'data.xlsx': Buffer.from('d0cf11e0a1b11ae1', 'hex') } },
      ['format-mismatch @ data.xlsx'],
    ],
    [
      'a Parquet file cut off',
      { files: { 'data.parquet': 'PAR1 and no more' } },
      ['unreadable-table @ data.parquet'],
    ],
    [
      'a quote that is the delimiter',
      csv('a,b\n1,2\n', { data: { path: 'data.csv', dialect: { quote: ',' } } }),
      ['invalid-dialect @ data.dialect.quote'],
    ],
    [
      'a line break as delimiter',
      csv('a,b\n1,2\n', { data: { path: 'data.csv', dialect: { delimiter: '\n' } } }),
      ['invalid-dialect @ data.dialect.delimiter'],
    ],
  ])('%s', async (_, how, expected) => {
    const { defects } = await refusal(how);
    expect(defects.map(({ code, path }) => `${code} @ ${path}`)).toEqual(expected);
    for (const { message } of defects) expect(message).toMatch(/[.]$/);
  });

  test('rows of long texts throughout are refused before they fill the memory', async () => {
    const content = `a,b\n${`1,${'x'.repeat(1_900_000)}\n`.repeat(28)}`;
    expect(await defectsOf(csv(content))).toEqual(['rows-too-long @ data.csv']);
  });

  test('every ragged row is counted, the first twenty are named', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? '1,2' : '1,2,3')).join('\n');
    const [defect] = (await refusal(csv(`a,b\n${rows}\n`))).defects;
    expect(defect?.message).toContain(
      'Rows that do not have the 2 columns of the header but 3, 25 in all, at line 3, 5, 7,',
    );
    expect(defect?.message).toContain('and 5 more');
  });

  test('a repeated header is named with all its positions', async () => {
    const [defect] = (await refusal(csv('a,b,a,c,a\n1,2,3,4,5\n'))).defects;
    expect(defect?.message).toContain('"a" stands in columns 1, 3, 5');
  });

  test('ten thousand columns are refused at once', async () => {
    const line = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',');
    const started = performance.now();
    const [defect] = (await refusal(csv(`${line}\n${`${line}\n`.repeat(300)}`))).defects;
    expect(defect).toMatchObject({ code: 'too-many-columns', path: 'data.csv' });
    expect(defect?.message).toContain('10000 columns; at most 2000');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a table that is not the declared one', () => {
  test.each<[string, string, string[]]>([
    ['lacks a column', 'id\n1\n', ['missing-column @ fields[1]']],
    ['has one too many', 'id,name,more\n1,x,2\n', ['extra-column @ data.csv, header']],
    ['has another name', 'id,nom\n1,x\n', ['missing-column @ fields[1]', 'extra-column @ data.csv, header']],
  ])('%s', async (_, content, expected) => {
    expect(await defectsOf(csv(content, { fields }))).toEqual(expected);
  });

  test('a file without a table is refused where fields are declared', async () => {
    expect(await defectsOf({ files: { 'data.pdf': '%PDF' }, descriptor: { fields } })).toEqual([
      'not-a-table @ data.pdf',
    ]);
  });
});

describe('files that are not there, or not files', () => {
  test.each<[string, Run, string[]]>([
    ['missing data', { descriptor: { data: { path: 'none.csv' } } }, ['missing-file @ data.path']],
    [
      'missing attachments',
      csv('a\n1\n', { attachments: [{ path: 'x.pdf' }, { path: 'y.pdf' }] }),
      ['missing-file @ attachments[0].path', 'missing-file @ attachments[1].path'],
    ],
    ['nothing at all', {}, ['no-content @ data']],
    [
      'an unknown generator',
      { descriptor: { data: { generate: 'constructor', rows: 1, seed: 1 } } },
      ['unknown-generator @ data.generate'],
    ],
    [
      'an attachment under a name that is taken',
      {
        files: { 'data.csv': 'a\n1\n', 'towns.jsonl': '{}' },
        descriptor: { data: { path: 'data.csv' }, attachments: [{ path: 'towns.jsonl' }] },
      },
      ['name-taken @ attachments[0].path'],
    ],
  ])('%s', async (_, how, expected) => {
    expect(await defectsOf(how)).toEqual(expected);
  });

  test('links and directories', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'real.csv'), 'a\n1\n');
    await symlink(join(directory, 'real.csv'), join(directory, 'link.csv'));
    await mkdir(join(directory, 'folder'));
    for (const path of ['link.csv', 'folder']) {
      const result = await intake(
        {
          dataset: { ...dataset, data: { path } },
          directory,
          workDirectory: await temporaryDirectory(),
          officeContacts: [],
          today: '2026-01-05',
        },
        { generators: {} },
      );
      expect(result).toMatchObject({
        outcome: 'refused',
        defects: [{ code: 'not-a-file', path: 'data.path' }],
      });
    }
  });
});
