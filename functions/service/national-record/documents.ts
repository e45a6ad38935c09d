/**
 * The record of the national guide as JSON and XML, which are the same tree: a member is an element of its name, and a list
 * an element with an `item` for each of its members. The guide publishes no schema; `schema.ts` writes ours.
 */
import type { CatalogueEntry } from '../../domain/version.ts';
import { type Describing, supervisorOf } from '../metadata/common.ts';
import { escapeXml } from '../xml-text.ts';
import { type RecordTree, recordTree } from './record.ts';

export const schemaAddress = (portalUrl: string): string => `${portalUrl}/national-catalog.xsd`;

/** Says what follows; `schema` in JSON, a schema location in XML. */
const standard = '政务信息资源目录编制指南（试行），发改高技〔2017〕1272号';

const rootOf = (name: string, { portalUrl }: Describing): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${escapeXml(schemaAddress(portalUrl))}">`;

function members(tree: RecordTree, indent: string): string {
  return Object.entries(tree)
    .map(([name, value]) => `${indent}${element(name, value, indent)}\n`)
    .join('');
}

function element(name: string, value: RecordTree[string], indent: string): string {
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  const below = `${indent}  `;
  const inner = Array.isArray(value)
    ? value.map((each) => `${below}${element('item', each, below)}\n`).join('')
    : members(value as RecordTree, below);
  return `<${name}>\n${inner}${indent}</${name}>`;
}

/** One entry that is not withdrawn. */
export const recordXml = (entry: CatalogueEntry, describing: Describing): string =>
  `${rootOf('resource', describing)}\n${members({ standard, ...recordTree(entry, describing) }, '  ')}</resource>\n`;

export const recordJson = (entry: CatalogueEntry, describing: Describing): string =>
  JSON.stringify({ standard, ...recordTree(entry, describing) });

const headOf = (describing: Describing): RecordTree => ({
  standard,
  provider: supervisorOf(describing)?.name ?? '',
});

const standing = (entries: Iterable<CatalogueEntry>): IteratorObject<CatalogueEntry> =>
  Iterator.from(entries).filter(({ status }) => status !== 'withdrawn');

/** The whole catalogue, an entry at a time. */
export function* catalogueXml(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<string, void, undefined> {
  yield `${rootOf('catalogue', describing)}\n${members(headOf(describing), '  ')}  <resources>\n`;
  for (const entry of standing(entries))
    yield `    ${element('item', recordTree(entry, describing), '    ')}\n`;
  yield '  </resources>\n</catalogue>\n';
}

export function* catalogueJson(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<string, void, undefined> {
  yield `${JSON.stringify(headOf(describing)).slice(0, -1)},"resources":[`;
  let before = '\n';
  for (const entry of standing(entries)) {
    yield before + JSON.stringify(recordTree(entry, describing));
    before = ',\n';
  }
  yield '\n]}\n';
}
