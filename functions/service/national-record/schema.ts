/**
 * XML Schema of the record, made from its columns. The guide publishes no schema of its own: this one is the platform's,
 * and says so. JSON is the same tree.
 */
import { escapeXml } from '../xml-text.ts';
import { choicesOf } from './choices.ts';
import { type Column, fieldColumns, resourceColumns } from './columns.ts';

const about =
  '《政务信息资源目录编制指南（试行）》（发改高技〔2017〕1272号）规定核心元数据，没有发布交换格式。本格式由本平台自行编制：标注“指南”的是指南的核心元数据，其余为本平台按照《吉林省公共数据和一网通办管理办法（试行）》增加。JSON 与 XML 是同一棵树：列表在 XML 中写作若干 item，在 JSON 中是数组。The guide names core metadata and publishes no exchange format; this schema is the platform’s own.';

const documented = (text: string): string =>
  `<xs:annotation><xs:documentation xml:lang="zh">${escapeXml(text)}</xs:documentation></xs:annotation>`;

const listOf = (item: string): string =>
  `<xs:complexType><xs:sequence><xs:element name="item" type="${item}" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>`;

const enumerated = (words: readonly string[]): string =>
  `<xs:simpleType><xs:restriction base="xs:string">${words.map((word) => `<xs:enumeration value="${escapeXml(word)}"/>`).join('')}</xs:restriction></xs:simpleType>`;

/** What stands in the element: a type by name, or its definition. */
function contentOf(column: Column): { readonly type: string } | { readonly definition: string } {
  const { kind } = column;
  const choices = choicesOf(column);
  if (choices.length > 0) return { definition: enumerated(choices) };
  if (kind.is === 'day') return { type: 'xs:date' };
  if (kind.is === 'integer') return { type: 'xs:nonNegativeInteger' };
  const isList = kind.is === 'list' || kind.is === 'words' || kind.is === 'scalars' || kind.is === 'sources';
  return isList ? { definition: listOf('xs:string') } : { type: 'xs:string' };
}

function element(name: string, column: Column): string {
  const content = contentOf(column);
  const note = documented(`${column.label}${column.isGuide ? '（指南）' : ''}：${column.note}`);
  const occurs = column.isRequired ? '' : ' minOccurs="0"';
  return 'type' in content
    ? `<xs:element name="${name}" type="${content.type}"${occurs}>${note}</xs:element>\n`
    : `<xs:element name="${name}"${occurs}>${note}${content.definition}</xs:element>\n`;
}

const sequence = (inner: string): string =>
  `<xs:complexType><xs:sequence>\n${inner}</xs:sequence></xs:complexType>`;

/** Columns of one group follow each other as members of an element. */
function elementsOf(columns: readonly Column[]): string {
  const groups = Map.groupBy(columns, ({ key }) => key.split('.')[0] ?? key);
  return [...groups]
    .map(([name, members]) => {
      const [first] = members;
      if (first?.key === name) return element(name, first);
      const occurs = members.some(({ isRequired }) => isRequired) ? '' : ' minOccurs="0"';
      const inner = members.map((member) => element(member.key.slice(name.length + 1), member)).join('');
      return `<xs:element name="${name}"${occurs}>${sequence(inner)}</xs:element>\n`;
    })
    .join('');
}

const standard = '<xs:element name="standard" type="xs:string" minOccurs="0"/>\n';

/** The schema, whole. */
export const nationalSchema = (): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
${documented(about)}
<xs:element name="catalogue">${sequence(`${standard}<xs:element name="provider" type="xs:string" minOccurs="0"/>\n<xs:element name="resources">${listOf('resource')}</xs:element>\n`)}</xs:element>
<xs:element name="resource" type="resource"/>
<xs:complexType name="resource"><xs:sequence>
${standard}${elementsOf(resourceColumns)}<xs:element name="fields" minOccurs="0">${documented('信息项信息（指南）')}${listOf('field')}</xs:element>
</xs:sequence></xs:complexType>
<xs:complexType name="field"><xs:sequence>
${elementsOf(fieldColumns)}</xs:sequence></xs:complexType>
</xs:schema>
`;
