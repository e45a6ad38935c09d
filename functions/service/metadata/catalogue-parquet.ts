/** The table of the catalogue as Parquet, a row group at a time. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { CatalogueEntry } from '../../domain/version.ts';
import { catalogueColumns, catalogueRow, parquetColumn } from './catalogue-table.ts';
import type { Describing } from './common.ts';

const groupRows = 500;
/** Of the first group: what comes first comes soon. */
const firstRows = 50;
/** Rows that are read at a stretch. */
const stretch = 50;
const nothing = new Uint8Array();
type Name = keyof typeof catalogueColumns;
const names = Object.keys(catalogueColumns) as Name[];

const schema = () => [
  { name: 'root', num_children: names.length },
  ...names.map((name) =>
    catalogueColumns[name] === 'integer'
      ? ({ name, type: 'INT64', repetition_type: 'OPTIONAL' } as const)
      : ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const),
  ),
];

export function* catalogueParquet(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<Uint8Array, void, undefined> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schema() });
  /** What was written since; offsets in the file go on counting. */
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  yield taken();
  const rows: ReturnType<typeof catalogueRow>[] = [];
  let wanted = firstRows;
  const writeGroup = () => {
    writer.write({
      columnData: names.map((name) => ({ name, data: parquetColumn(name, rows) })),
      rowGroupSize: groupRows,
    });
    rows.length = 0;
    wanted = groupRows;
  };
  for (const entry of entries) {
    rows.push(catalogueRow(entry, describing));
    if (rows.length < wanted) {
      if (rows.length % stretch === 0) yield nothing;
      continue;
    }
    writeGroup();
    yield taken();
  }
  if (rows.length > 0) writeGroup();
  writer.finish();
  yield taken();
}
