import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { csv, field, pathOf, prepare } from './support.ts';

async function between(
  before: string,
  after: string,
  descriptor: Partial<Dataset> = {},
  fieldsAfter = descriptor.fields,
) {
  const first = await prepare(csv(before, descriptor));
  const previous = {
    number: 3,
    contentHash: first.contentHash,
    fields: first.fields,
    parquet: pathOf(first, 'towns.parquet'),
  };
  const second = await prepare({ ...csv(after, { ...descriptor, fields: fieldsAfter }), previous });
  return second.difference;
}

describe('the difference from the latest version', () => {
  const keyed = { fields: [field('id', 'integer'), field('v', 'string')], primaryKey: ['id'] };

  test('with a key: rows added, removed and changed', async () => {
    expect(await between('id,v\n1,a\n2,b\n3,\n', 'id,v\n4,d\n3,c\n1,a\n', keyed)).toEqual({
      from: 3,
      rowsAdded: 1,
      rowsRemoved: 1,
      rowsChanged: 1,
      columnsAdded: [],
      columnsRemoved: [],
      columnsRetyped: [],
    });
  });

  test('without a key: whole rows, each as often as it stands there', async () => {
    expect(await between('a,b\nx,1\nx,1\ny,\n', 'a,b\nx,1\ny,\ny,\nz,2\n')).toMatchObject({
      rowsAdded: 2,
      rowsRemoved: 1,
      rowsChanged: null,
    });
  });

  test('columns added, removed and retyped; a number that is now a decimal is the same number', async () => {
    expect(await between('a,b,c\nx,1,q\n', 'a,b,d\nx,1.0,w\ny,2.5,w\n')).toEqual({
      from: 3,
      rowsAdded: 1,
      rowsRemoved: 0,
      rowsChanged: null,
      columnsAdded: ['d'],
      columnsRemoved: ['c'],
      columnsRetyped: ['b'],
    });
  });

  test('with a key, a column that was added does not make every row a changed one', async () => {
    const wider = [...keyed.fields, field('w', 'string')];
    expect(await between('id,v\n1,a\n', 'id,v,w\n1,a,new\n', keyed, wider)).toMatchObject({
      rowsChanged: 0,
      columnsAdded: ['w'],
    });
  });

  test('is absent for the first version', async () => {
    expect((await prepare(csv('a\n1\n'))).difference).toBeUndefined();
  });
});
