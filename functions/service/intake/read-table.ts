/** From a delivered file to a staged table whose columns are settled: declared and checked, or inferred. */
import type { Dataset } from '../../domain/dataset.ts';
import type { Context, SourceFile, Staged } from './context.ts';
import type { Format } from './detect/format.ts';
import type { Inspection } from './detect/inspect.ts';
import { isRefused, type Refused, refuse, type Warning } from './refusal.ts';
import { WIDE_COLUMNS } from './stage/row-groups.ts';
import { stage } from './stage/stage.ts';
import { type Column, resolveColumns } from './table/columns.ts';
import { type ReadColumn, settle } from './table/fields.ts';
import { type Inference, inferTypes } from './table/infer.ts';
import type { DeclaredColumn } from './table/rules.ts';
import { validate } from './table/validate.ts';

export interface Table {
  readonly staged: Staged;
  readonly columns: readonly ReadColumn[];
  readonly warnings: readonly Warning[];
  /** Cells that are of another kind than nearly all of their column. */
  readonly oddCells: number;
}

export async function readTable(
  context: Context,
  file: SourceFile,
  format: Format,
  inspection: Inspection,
): Promise<Table | Refused> {
  const { data } = context.dataset;
  context.progress('read');
  const staged = await stage(
    context,
    file,
    format,
    inspection,
    data !== undefined && 'path' in data ? data : {},
  );
  if (isRefused(staged)) return staged;
  const columns = resolveColumns(staged.columns, context.dataset, file.name);
  if (isRefused(columns)) return columns;
  if (staged.rows === 0 && !context.dataset.mayBeEmpty)
    return refuse(
      'no-rows',
      file.name,
      'The table has a header but no rows. Deliver at least one row, or say mayBeEmpty in the descriptor.',
    );
  // Each thread holds a vector of every column: of a very wide table, one thread's are enough.
  if (columns.length > WIDE_COLUMNS)
    await context.connection.run("SET threads = 1; SET memory_limit = '384MiB'");
  context.progress('check');
  const found = await settleTypes(context, staged, columns);
  if (isRefused(found)) return found;
  return {
    staged,
    columns: settle(columns, found.readAs),
    warnings: [...staged.warnings, ...found.warnings],
    oddCells: found.oddCells,
  };
}

async function settleTypes(
  { connection, dataset }: Context,
  staged: Staged,
  columns: readonly Column[],
): Promise<Inference | Refused> {
  const declared = columns.filter(isDeclared);
  if (declared.length === 0) return inferTypes(connection, staged, columns);
  const readAs = await validate(connection, staged.path, declared, dataset.primaryKey ?? []);
  return isRefused(readAs) ? readAs : { readAs, warnings: [], oddCells: 0 };
}

function isDeclared(column: Column): column is DeclaredColumn {
  return column.declared !== undefined;
}

/** The descriptor's declared table, for a file that is none. */
export function declaresTable(dataset: Dataset): boolean {
  return dataset.fields !== undefined || dataset.primaryKey !== undefined;
}
