import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { conditionOf } from '../../../functions/service/ckan/solr-condition.ts';
import { parseInstant } from '../../../functions/service/ckan/solr-instant.ts';
import { parseSolr } from '../../../functions/service/ckan/solr-syntax.ts';

const now = new Date('2026-03-10T02:00:00Z');

/** The shape of a query, short enough to be read. */
function shape(text: string): string {
  const parsed = parseSolr(text);
  if (parsed.outcome === 'syntax') return 'syntax';
  const tell = (query: typeof parsed.query): string => {
    switch (query.kind) {
      case 'term':
        return `${query.field ?? ''}:${query.isQuoted ? JSON.stringify(query.value) : query.value}`;
      case 'range':
        return `${query.field}${query.includesFrom ? '[' : '{'}${query.from},${query.to}${query.includesTo ? ']' : '}'}`;
      case 'not':
        return `!${tell(query.of)}`;
      default:
        return `(${query.of.map(tell).join(query.kind === 'and' ? ' & ' : ' | ')})`;
    }
  };
  return tell(parsed.query);
}

describe('the query language of Solr', () => {
  it.each([
    ['metadata_modified:[2026-01-01T00:00:00Z TO *]', 'metadata_modified[2026-01-01T00:00:00Z,*]'],
    ['organization:a OR organization:b', '(organization:a | organization:b)'],
    [
      'organization:a OR organization:b metadata_modified:[* TO NOW]',
      '((organization:a | organization:b) & metadata_modified[*,NOW])',
    ],
    ['+organization:a -tags:x', '(organization:a & !tags:x)'],
    ['title:"a \\"b\\" OR c" AND NOT id:d', '(title:"a \\"b\\" OR c" & !id:d)'],
    ['organization:(a OR b) AND tags:水质', '((organization:a | organization:b) & tags:水质)'],
    ['id:{a TO b]', 'id{a,b]'],
    ['name:dataset-00* title:foo~2^3', '(name:dataset-00* & title:foo)'],
    ['title:a\\:b', 'title:a:b'],
    ['*:*', '*:*'],
    ['', '()'],
    ['organization:', 'syntax'],
    ['(a', 'syntax'],
    ['a)', 'syntax'],
    ['id:[a TO', 'syntax'],
    ['"open', 'syntax'],
    ['a OR', 'syntax'],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, 'syntax'],
    [`${'-'.repeat(60)}a`, 'syntax'],
    ['a '.repeat(2000), 'syntax'],
  ])('reads %s', (text, expected) => expect(shape(text)).toBe(expected));

  it('never lets a text of the asker into SQL', () => {
    const text = `id:"x' OR 1=1 --" tags:"a');DROP" title:"\\"" name:[' TO "] organization:*'*`;
    const parsed = parseSolr(text.replace(`[' TO "]`, `["'" TO "z'"]`));
    if (parsed.outcome === 'syntax') throw new Error(parsed.message);
    const { sql, values } = conditionOf(parsed.query, now);
    expect(sql).not.toMatch(/DROP|1=1|--/);
    expect(sql.match(/\?/g)?.length).toBe(values.length);
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE entries (row INTEGER, id, title, publisher);
      CREATE TABLE keywords (entry, keyword); CREATE VIRTUAL TABLE search USING fts5 (title)`);
    expect(database.prepare(`SELECT * FROM entries WHERE ${sql}`).all(...values)).toEqual([]);
    database.close();
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00.123Z'],
    ['2026-01-01', '2026-01-01T00:00:00Z'],
    ['NOW', '2026-03-10T02:00:00Z'],
    ['NOW-1DAY', '2026-03-09T02:00:00Z'],
    ['NOW/DAY-7DAYS', '2026-03-03T00:00:00Z'],
    ['2026-03-31T00:00:00Z/MONTH+1MONTH', '2026-04-01T00:00:00Z'],
  ])('knows the instant %s', (text, expected) =>
    expect(parseInstant(text, now)).toBe(Date.parse(expected) / 1000),
  );

  it.each(['yesterday', 'NOW-1FORTNIGHT', '2026-13-01', '', 'NOW+'])('knows no instant %s', (text) =>
    expect(parseInstant(text, now)).toBeUndefined(),
  );
});
