/** The privacy scan (Art. 28, 45): all rows, all columns, texts published as they are; findings are masked. */
import { describe, expect, test } from 'vitest';
import { csv, field, prepare } from './support.ts';

const identity = '11010519491231002X';

describe('personal data in a table', () => {
  test('is found wherever it stands, also in the last of many rows, and only masked in the findings', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at},text ${at}`);
    rows[29_999] = `1,"联系身份证 ${identity} 办理"`;
    const { findings } = await prepare(csv(`a,b\n${rows.join('\n')}\n`));
    expect(findings).toEqual([
      {
        kind: 'identity-number',
        column: 'b',
        cells: 1,
        examples: [{ row: 30_000, masked: '110*************2X' }],
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain(identity);
  });

  test('mobile numbers are found in a column of integers too', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `${at},${13_900_000_000 + at * 7919}`).join('\n');
    const { findings } = await prepare(csv(`编号,联系电话\n${rows}\n`));
    expect(findings).toMatchObject([{ kind: 'mobile-number', column: '联系电话', cells: 30 }]);
    expect(findings[0]?.examples).toHaveLength(20);
  });

  test('columns that name persons and their homes are found together', async () => {
    const { findings } = await prepare(csv('姓名,家庭住址\n张三,长春市人民大街1号\n李四,\n'));
    expect(findings).toMatchObject([{ kind: 'person-with-address', column: '姓名, 家庭住址', cells: 1 }]);
    expect(findings[0]?.examples).toEqual([{ row: 1, masked: '张**' }]);
  });

  test('declared office contacts and credit codes pass', async () => {
    const fields = [
      field('code', 'string', { contains: 'credit-code' }),
      field('phone', 'string', { contains: 'agency-contact' }),
      field('order', 'string', { contains: 'order-number' }),
    ];
    const content = 'code,phone,order\n11220100013828800N,13844001234,13900001111\n';
    const version = await prepare({ ...csv(content, { fields }), officeContacts: ['138 4400 1234'] });
    expect(version.findings).toEqual([]);
  });

  test('cells of a column with findings are not shown in the sample', async () => {
    const version = await prepare(csv('a,备注\n1,电话13844001234\n2,无\n'));
    expect(version.sample).toEqual([
      { a: 1, 备注: null },
      { a: 2, 备注: null },
    ]);
  });

  test('ordinary tables have no findings', async () => {
    const content = 'code,area,when,email\nJL0001234,12.5,2024-01-01,无\n220102001000,3.25,2024-01-02,\n';
    expect((await prepare(csv(content))).findings).toEqual([]);
  });
});

describe('personal data in files published as they are', () => {
  const attached = (content: string | Uint8Array) => ({
    files: { 'data.csv': 'a\n1\n', 'note.txt': content },
    descriptor: { data: { path: 'data.csv' }, attachments: [{ path: 'note.txt' }] },
  });

  test('is found by line', async () => {
    const { findings } = await prepare(attached(`第一行\n请联系 13844001234\n身份证${identity}\n`));
    expect(findings).toEqual([
      { kind: 'mobile-number', column: 'note.txt', cells: 1, examples: [{ row: 2, masked: '138******34' }] },
      {
        kind: 'identity-number',
        column: 'note.txt',
        cells: 1,
        examples: [{ row: 3, masked: '110*************2X' }],
      },
    ]);
  });

  test('is found in GB18030 and in a line of megabytes', async () => {
    const gb = Buffer.concat([Buffer.from('b5e7bbb0', 'hex'), Buffer.from('13844001234\n')]);
    expect((await prepare(attached(gb))).findings).toMatchObject([{ kind: 'mobile-number', cells: 1 }]);
    const long = `${'x '.repeat(1_500_000)}13844001234${' y'.repeat(100)}`;
    expect((await prepare(attached(long))).findings).toMatchObject([{ kind: 'mobile-number', cells: 1 }]);
  });

  test('what is no text is held back for a person to look at, and that is told', async () => {
    const version = await prepare(attached(new Uint8Array([1, 0, 2])));
    expect(version.findings).toMatchObject([{ kind: 'unscannable-file', column: 'note.txt' }]);
    expect(version.warnings).toMatchObject([{ code: 'attachment-not-scanned', count: 1 }]);
    const pdf = await prepare(attached('%PDF-1.7 text'));
    expect(pdf.findings).toMatchObject([{ kind: 'unscannable-file' }]);
    const gated = attached('%PDF-1.7 text');
    const conditional = await prepare({
      ...gated,
      descriptor: { ...gated.descriptor, openness: { class: 'conditional' } },
    });
    expect(conditional.findings).toEqual([]);
  });

  test('is found in UTF-16 and behind escapes', async () => {
    const wide = Buffer.from('\ufeff电话13844001234\n', 'utf16le');
    expect((await prepare(attached(wide))).findings).toMatchObject([{ kind: 'mobile-number', cells: 1 }]);
    const escaped = '{"a": "\\u0031\\u0033844001234"}';
    expect((await prepare(attached(escaped))).findings).toMatchObject([{ kind: 'mobile-number' }]);
  });
});

describe('personal data beside the table', () => {
  const kinds = ({ findings }: { findings: readonly { kind: string; column: string }[] }) =>
    findings.map(({ kind, column }) => `${kind} @ ${column}`);

  test('is found in a JSON document around its array, and not reported twice in the array', async () => {
    const content = JSON.stringify({ meta: { tel: '13844001234' }, data: [{ a: 1 }] });
    expect(kinds(await prepare({ files: { 'd.json': content } }))).toEqual([
      'mobile-number @ original-d.json',
    ]);
    const table = JSON.stringify({ data: [{ tel: '13844001234' }] });
    expect(kinds(await prepare({ files: { 'd.json': table } }))).toEqual(['mobile-number @ tel']);
  });

  test('is found in foreign members of GeoJSON', async () => {
    const feature = { type: 'Feature', properties: { a: 1 }, geometry: null };
    const inside = { type: 'FeatureCollection', features: [{ ...feature, tel: '13844001234' }] };
    const outside = { type: 'FeatureCollection', tel: '13844001234', features: [feature] };
    for (const document of [inside, outside])
      expect(kinds(await prepare({ files: { 'd.geojson': JSON.stringify(document) } }))).toEqual([
        'mobile-number @ original-d.geojson',
      ]);
  });

  test('is found in the descriptor, by path, and changes what an approval holds for', async () => {
    const clean = await prepare(csv('a\n1\n'));
    const told = await prepare(csv('a\n1\n', { note: '请联系 13844001234' }));
    expect(kinds(told)).toEqual(['mobile-number @ descriptor: note']);
    expect(told.contentHash).not.toBe(clean.contentHash);
    expect(kinds(await prepare(csv('a,电话13844001234\n1,2\n')))[0]).toContain('descriptor: fields[1]');
  });

  test('an original that differs is other content', async () => {
    const [one, two] = [await prepare(csv('a\n1\n')), await prepare(csv('a\r\n1\r\n'))];
    expect(one.contentHash).not.toBe(two.contentHash);
  });
});
