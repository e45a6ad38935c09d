/** XLSX: what people type into sheets, and archives made to do harm. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { csvOf, defectsOf, prepare, refusal, typesOf } from './support.ts';

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const SHEETS = (names: readonly string[]) =>
  `<workbook><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}" xmlns:r="x"/>`).join('')}</sheets></workbook>`;
const RELATIONS = (names: readonly string[]) =>
  `<Relationships>${names.map((_, at) => `<Relationship Id="r${at + 1}" Type="http://x/worksheet" Target="worksheets/s${at + 1}.xml"/>`).join('')}</Relationships>`;

/** A workbook of raw parts: sheets by name, other parts added or replaced. */
function archive(
  sheets: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': TYPES,
    'xl/workbook.xml': SHEETS(names),
    'xl/_rels/workbook.xml.rels': RELATIONS(names),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/s${at + 1}.xml`,
        `<worksheet>${rows}</worksheet>`,
      ]),
    ),
    ...more,
  };
  return zipped(parts);
}

function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts))
    zip.addBuffer(Buffer.from(content), name, { compress: true });
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

const rows = (...lines: string[][]): string =>
  `<sheetData>${lines.map((cells, at) => `<row r="${at + 1}">${cells.join('')}</row>`).join('')}</sheetData>`;
const inline = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: number | string): string => `<c><v>${value}</v></c>`;
const xlsx = (content: Buffer, data: object = {}) => ({
  files: { 'data.xlsx': content },
  descriptor: { data: { path: 'data.xlsx', ...data } },
});

describe('a sheet', () => {
  test('gives numbers, dates as ISO text, booleans, and texts as they are', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd&quot; 时 &quot;hh:mm"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>`;
    const header = ['编号', '名称', '日期', '时刻', '数量', '是否'].map(inline);
    const cells = [
      inline('001'),
      inline('=1+1 &amp; &lt;b>"x"&lt;/b>'),
      '<c s="1"><v>43861</v></c>',
      '<c s="2"><v>43861.354166666664</v></c>',
      '<c s="3"><v>0.1</v></c>',
      '<c t="b"><v>1</v></c>',
    ];
    const content = await archive({ s: rows(header, cells) }, { 'xl/styles.xml': styles });
    const version = await prepare(xlsx(content));
    expect(typesOf(version)).toBe('编号:string 名称:string 日期:date 时刻:datetime 数量:number 是否:boolean');
    expect(version.sample).toEqual([
      {
        编号: '001',
        名称: '=1+1 & <b>"x"</b>',
        日期: '2020-01-31',
        时刻: '2020-01-31T08:30:00',
        数量: 0.1,
        是否: true,
      },
    ]);
  });

  test('shared and rich texts, cached results of formulas, errors and 17 digits are read', async () => {
    const shared =
      '<sst><si><t>a</t></si><si><r><t>rich </t></r><r><t>&amp; long</t></r><rPh><t>no</t></rPh></si></sst>';
    const cell = (type: string, value: string) => `<c t="${type}"><f>1+1</f><v>${value}</v></c>`;
    const content = await archive(
      {
        s: rows(
          [cell('s', '0'), inline('b'), inline('c')],
          [cell('s', '1'), number('0.10000000000000001'), cell('str', 'done')],
          [cell('e', '#N/A'), number('1E3'), inline('x_x000D_')],
        ),
      },
      { 'xl/sharedStrings.xml': shared },
    );
    const version = await prepare(xlsx(content));
    expect(await csvOf(version)).toBe('a,b,c\nrich & long,0.1,done\n"#N/A",1000,"x\r"\n');
    expect(version.warnings).toMatchObject([{ code: 'error-cells', count: 1 }]);
  });

  test('cells are placed by their reference, blank rows are left out and told', async () => {
    const data =
      '<sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>b</t></is></c><c r="A3" t="inlineStr"><is><t>a</t></is></c></row><row r="5"><c r="B5"><v>2</v></c></row><row r="6"/><row r="7"><c r="A7"><v>1</v></c></row><row r="9"/></sheetData>';
    const version = await prepare(xlsx(await archive({ s: data })));
    expect(await csvOf(version)).toBe('a,b\n,2\n1,\n');
    expect(version.warnings).toMatchObject([{ code: 'blank-rows', count: 1 }]);
  });

  test('days count from 1904 where the workbook says so', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const content = await archive(
      { s: rows([inline('d')], ['<c s="1"><v>1</v></c>']) },
      {
        'xl/styles.xml': styles,
        'xl/workbook.xml': SHEETS(['s']).replace('<workbook>', '<workbook><workbookPr date1904="1"/>'),
      },
    );
    expect(await csvOf(await prepare(xlsx(content)))).toBe('d\n1904-01-02\n');
  });

  test('is the first visible one, or the one that is named', async () => {
    const content = await archive({
      封面: rows([inline('cover')], [inline('x')]),
      数据: rows([inline('a')], [number(1)]),
    });
    const first = await prepare(xlsx(content));
    expect(await csvOf(first)).toBe('cover\nx\n');
    expect(first.warnings).toMatchObject([
      { code: 'other-sheets', message: expect.stringContaining('数据') },
      { code: 'original-not-published' },
    ]);
    expect(await csvOf(await prepare(xlsx(content, { sheet: '数据' })))).toBe('a\n1\n');
    const { defects } = await refusal(xlsx(content, { sheet: 'none' }));
    expect(defects).toMatchObject([{ code: 'missing-sheet', path: 'data.sheet', allowed: '封面, 数据' }]);
  });

  test('with a merged title above its header, cells beyond it, or nothing at all is refused', async () => {
    const merged = `${rows([inline('title'), '<c/>', inline('x')], [inline('a'), inline('b')])}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`;
    expect(await defectsOf(xlsx(await archive({ s: merged })))).toEqual([
      'merged-header @ data.xlsx, sheet "s", header',
    ]);
    const ragged = rows([inline('a')], [number(1), number(2)]);
    expect(await defectsOf(xlsx(await archive({ s: ragged })))).toEqual([
      'ragged-row @ data.xlsx, sheet "s", row 2',
    ]);
    expect(await defectsOf(xlsx(await archive({ s: '<sheetData/>' })))).toEqual([
      'empty-file @ data.xlsx, sheet "s"',
    ]);
  });

  test('of many thousand rows is read in order', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => [number(at), inline(`text ${at}`)]);
    const version = await prepare(xlsx(await archive({ s: rows([inline('n'), inline('t')], ...lines) })));
    expect(version.rows).toBe(20_000);
    expect(version.quality?.fields[0]).toEqual({
      name: 'n',
      filled: 20_000,
      distinct: 20_000,
      minimum: 0,
      maximum: 19_999,
    });
  });
});

describe('an archive', () => {
  test('that would unpack to far more than it is, is refused before it is unpacked', async () => {
    const bomb = await archive({ s: rows([inline('a')]) }, { 'xl/media/zeros.bin': '\0'.repeat(40 << 20) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await defectsOf(xlsx(bomb))).toEqual(['archive-too-large @ data.xlsx']);
  });

  test('that lies about the size of a part is refused when more comes out', async () => {
    const honest = await archive({
      s: rows([inline('a')], ...Array.from({ length: 5000 }, () => [number(1)])),
    });
    const name = Buffer.from('xl/worksheets/s1.xml');
    const entry = honest.lastIndexOf(name) - 46;
    const lying = Buffer.from(honest);
    lying.writeUInt32LE(100, entry + 24);
    expect(await defectsOf(xlsx(lying))).toEqual(['damaged-archive @ data.xlsx']);
  });

  test.each([
    [
      'cut off',
      async () => (await archive({ s: rows([inline('a')]) })).subarray(0, -30),
      'damaged-archive @ data.xlsx',
    ],
    ['with broken XML', () => archive({ s: '<sheetData><row><c></row>' }), 'damaged-archive @ data.xlsx'],
    ['that is no workbook', () => zipped({ 'a.txt': 'x' }), 'format-mismatch @ data.xlsx'],
    [
      'with a part twice',
      async () => {
        const content = await archive({ s: rows([inline('a')]) }, { 'xl/workbooq.xml': 'x' });
        return Buffer.from(content.toString('latin1').replaceAll('workbooq', 'workbook'), 'latin1');
      },
      'damaged-archive @ data.xlsx',
    ],
  ] as const)('%s is refused', async (_, make, expected) => {
    expect(await defectsOf(xlsx(await make()))).toEqual([expected]);
  });

  test('external entities are not followed', async () => {
    const content = await archive({
      s: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${rows([inline('a')], [inline('&e;')])}`,
    });
    expect(await csvOf(await prepare(xlsx(content)))).not.toContain('root');
  });
});

describe('what stands beside the sheet that is read', () => {
  const table = rows([inline('a')], [number(1)]);

  test('remarks, properties and unused texts are scanned', async () => {
    const parts: Readonly<Record<string, string>> = {
      'xl/comments1.xml':
        '<comments><comment><text><r><t>138</t></r><r><t>44001234</t></r></text></comment></comments>',
      'docProps/custom.xml': '<Properties><property><lpwstr>13844001234</lpwstr></property></Properties>',
      'xl/sharedStrings.xml': '<sst><si><t>13844001234</t></si></sst>',
    };
    for (const [name, content] of Object.entries(parts)) {
      const version = await prepare(xlsx(await archive({ s: table }, { [name]: content })));
      expect(version.findings).toMatchObject([{ kind: 'mobile-number', column: 'original-data.xlsx' }]);
    }
  });

  test('other sheets, macros and objects keep the original from being published', async () => {
    const other = await archive({ s: table, t: rows([inline('13844001234')]) });
    const macros = await archive({ s: table }, { 'xl/vbaProject.bin': 'x' });
    for (const content of [other, macros]) {
      const version = await prepare(xlsx(content));
      expect(version.warnings.map(({ code }) => code)).toContain('original-not-published');
      expect(version.files.map(({ distribution }) => distribution.role)).not.toContain('original');
    }
    const plain = await prepare(xlsx(await archive({ s: table, empty: '' })));
    expect(plain.files.map(({ distribution }) => distribution.role)).toContain('original');
  });
});
